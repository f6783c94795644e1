package io.sluice.relay.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.relay.change.Outgoing;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** Kafka's own producer, as far as it goes without a broker. */
class KafkaSenderTest {
  private final AtomicInteger completions = new AtomicInteger();

  @Test
  void withoutABrokerARecordIsRefusedAndItsCompletionNeverCalled() throws Exception {
    Sender sender =
        KafkaSender.factory(properties("127.0.0.1:" + closedPort()), Optional.empty()).open();

    SendRefusedException refusal =
        catchThrowableOfType(
            SendRefusedException.class,
            () -> sender.send(record(), e -> completions.incrementAndGet()));
    sender.close(Duration.ZERO);

    assertThat(refusal.reason()).isInstanceOf(TimeoutException.class);
    assertThat(Verdict.ofRefusal(refusal.reason())).isEqualTo(Verdict.LATER);
    assertThat(completions).hasValue(0);
  }

  @Test
  void aNameThatCannotBeResolvedRefusesTheSender() {
    Sender.Factory factory =
        KafkaSender.factory(properties("no-such-host.invalid:9092"), Optional.empty());
    assertThatThrownBy(factory::open)
        .isInstanceOf(SendRefusedException.class)
        .hasMessageContaining("No resolvable bootstrap urls");
  }

  @Test
  void aSecretThatIsMissingRefusesTheSenderUntilItIsThere() throws Exception {
    Map<String, Object> properties = properties("127.0.0.1:" + closedPort()).get();
    AtomicInteger asked = new AtomicInteger();
    Sender.Factory factory =
        KafkaSender.factory(
            () -> {
              if (asked.getAndIncrement() == 0) {
                throw new IllegalArgumentException("cannot read file /run/password");
              }
              return properties;
            },
            Optional.empty());

    assertThatThrownBy(factory::open)
        .isInstanceOf(SendRefusedException.class)
        .hasMessage("cannot read file /run/password");
    factory.open().close(Duration.ZERO);
  }

  @Test
  void aSenderWithoutABrokerDidNotFailToAuthenticate() throws Exception {
    Sender sender =
        KafkaSender.factory(properties("127.0.0.1:" + closedPort()), Optional.empty()).open();
    assertThat(sender.failedToAuthenticate()).isFalse();
    sender.close(Duration.ZERO);
  }

  @Test
  void aClosedSenderRefuses() throws Exception {
    Sender sender =
        KafkaSender.factory(properties("127.0.0.1:" + closedPort()), Optional.of("t")).open();
    sender.close(Duration.ZERO);
    SendRefusedException refusal =
        catchThrowableOfType(
            SendRefusedException.class,
            () -> sender.send(record(), e -> completions.incrementAndGet()));
    assertThat(Verdict.ofRefusal(refusal.reason())).isEqualTo(Verdict.NEW_SENDER);
    assertThat(completions).hasValue(0);
  }

  private static Supplier<Map<String, Object>> properties(String servers) {
    return () -> Map.of("bootstrap.servers", servers, "max.block.ms", "100");
  }

  private static Outgoing record() {
    byte[] bytes = "x".getBytes(StandardCharsets.UTF_8);
    return new Outgoing("demo-topic", bytes, bytes, 1, List.of());
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
