package io.sluice.relay.publish;

import static org.apache.kafka.clients.CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.clients.CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL;
import static org.apache.kafka.clients.CommonClientConfigs.SECURITY_PROTOCOL_CONFIG;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Kafka's clients without TLS from ports with TLS. A client takes the first bytes of the
 * broker's alert for the length of an answer, and makes room for 336 MiB of it: that ends a relay
 * with less memory, and all of its destinations with it (KAFKA-4090).
 */
final class TlsPort {
  private static final Logger log = LoggerFactory.getLogger(TlsPort.class);
  private static final int PATIENCE = Math.toIntExact(Duration.ofSeconds(1).toMillis());

  /** The type of the record that a TLS server answers with to what is not TLS (RFC 8446, 5.1). */
  private static final int ALERT = 21;

  /** Kafka's first byte is the highest of a length of a few hundred bytes. */
  private static final byte[] API_VERSIONS_REQUEST =
      ByteBuffer.allocate(14)
          .putInt(10) // bytes to come
          .putShort((short) 18) // ApiVersions
          .putShort((short) 0) // of this version
          .putInt(0) // correlation id
          .putShort((short) -1) // no client id
          .array();

  private TlsPort() {}

  /**
   * Asks one broker after the other, until one answers; where none can be connected to, Kafka's
   * client will say why. Waits up to two seconds for each.
   *
   * @param properties of a producer
   * @throws IllegalArgumentException if the broker wants TLS and the properties do not, with a
   *     message for the operator
   * @throws TimeoutException if none answers, but one that can be connected to may do so later
   */
  static void refuseWithoutTls(Map<String, Object> properties) {
    Object protocol = properties.getOrDefault(SECURITY_PROTOCOL_CONFIG, DEFAULT_SECURITY_PROTOCOL);
    if (protocol.toString().contains("SSL")) {
      return;
    }
    String silent = null;
    for (String server : servers(properties)) {
      switch (ask(server)) {
        case PLAIN -> {
          return;
        }
        case TLS ->
            throw new IllegalArgumentException(
                "%s wants TLS, and kafka.%s is %s: set it to SASL_SSL, or without a login to SSL"
                    .formatted(server, SECURITY_PROTOCOL_CONFIG, protocol));
        case SILENT -> silent = server;
        case ABSENT -> {}
      }
    }
    if (silent != null) {
      throw new TimeoutException(silent + " takes connections and does not answer");
    }
  }

  private static Iterable<String> servers(Map<String, Object> properties) {
    String servers = String.valueOf(properties.getOrDefault(BOOTSTRAP_SERVERS_CONFIG, ""));
    return Splitter.on(',').trimResults().omitEmptyStrings().split(servers);
  }

  private enum Answer {
    PLAIN,
    TLS,
    SILENT,
    ABSENT
  }

  private static Answer ask(String server) {
    String host = Utils.getHost(server);
    Integer port = Utils.getPort(server);
    if (host == null || port == null) {
      return Answer.ABSENT;
    }
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE);
      socket.connect(new InetSocketAddress(host, port), PATIENCE);
      return firstByte(socket);
    } catch (IOException e) {
      log.debug("{} cannot be connected to", server, e);
      return Answer.ABSENT;
    }
  }

  private static Answer firstByte(Socket connected) {
    try {
      connected.getOutputStream().write(API_VERSIONS_REQUEST);
      int first = connected.getInputStream().read();
      return first < 0 ? Answer.ABSENT : first == ALERT ? Answer.TLS : Answer.PLAIN;
    } catch (SocketTimeoutException e) {
      return Answer.SILENT;
    } catch (IOException e) {
      log.debug("a broker ends the connection", e);
      return Answer.ABSENT;
    }
  }
}
