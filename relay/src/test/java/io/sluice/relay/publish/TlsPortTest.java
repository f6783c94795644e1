package io.sluice.relay.publish;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TlsPortTest {
  private static final byte[] ALERT = {21, 3, 3, 0, 2, 2, 80};
  private static final byte[] LENGTH = {0, 0, 1, 44};

  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void aClientWithoutTlsIsKeptFromAPortWithIt() {
    answer(ALERT);
    assertThatThrownBy(() -> TlsPort.refuseWithoutTls(properties("PLAINTEXT")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("127.0.0.1:" + server.getLocalPort() + " wants TLS")
        .hasMessageContaining("kafka.security.protocol is PLAINTEXT: set it to SASL_SSL");
  }

  @Test
  void soItIsWithALogin() {
    answer(ALERT);
    assertThatThrownBy(() -> TlsPort.refuseWithoutTls(properties("SASL_PLAINTEXT")))
        .hasMessageContaining("wants TLS");
  }

  @Test
  void aPortWithoutTlsIsFine() {
    answer(LENGTH);
    assertThatCode(() -> TlsPort.refuseWithoutTls(properties("PLAINTEXT")))
        .doesNotThrowAnyException();
  }

  @Test
  void aClientWithTlsIsNotLookedAfter() throws IOException {
    server.close();
    assertThatCode(() -> TlsPort.refuseWithoutTls(properties("SSL"))).doesNotThrowAnyException();
  }

  @Test
  void whoDoesNotAnswerIsLeftToKafkasClient() throws IOException {
    answer(new byte[0]);
    Map<String, Object> silentAndAbsent =
        Map.of("bootstrap.servers", servers() + ", localhost:1, nonsense");
    assertThatCode(() -> TlsPort.refuseWithoutTls(silentAndAbsent)).doesNotThrowAnyException();
  }

  /** A broker that stands still: it may want TLS, for all that is known. */
  @Test
  void whoTakesConnectionsAndSaysNothingIsAskedAgainLater() {
    assertThatThrownBy(() -> TlsPort.refuseWithoutTls(properties("PLAINTEXT")))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining(servers() + " takes connections");
  }

  @Test
  void anotherOneThatAnswersIsEnough() throws IOException {
    answer(LENGTH);
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String both = "127.0.0.1:" + silent.getLocalPort() + "," + servers();
      assertThatCode(() -> TlsPort.refuseWithoutTls(Map.of("bootstrap.servers", both)))
          .doesNotThrowAnyException();
    }
  }

  private Map<String, Object> properties(String protocol) {
    return Map.of("bootstrap.servers", servers(), "security.protocol", protocol);
  }

  private String servers() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** Accepts one client, answers it and hangs up. */
  private void answer(byte[] bytes) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket client = server.accept()) {
                client.getInputStream().readNBytes(14);
                client.getOutputStream().write(bytes);
              } catch (IOException e) {
                // the test has closed the server, or its client has gone
              }
            },
            "server");
    thread.setDaemon(true);
    thread.start();
  }
}
