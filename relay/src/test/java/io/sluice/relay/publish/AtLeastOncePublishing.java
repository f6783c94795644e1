package io.sluice.relay.publish;

import io.sluice.relay.change.Header;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.report.AsideFile;
import io.sluice.relay.report.Counters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A publisher of a test, with at least once, on a Kafka that answers as it is told. */
abstract class AtLeastOncePublishing {
  static final int HALT_AFTER = 2;

  @TempDir Path directory;

  final FakeKafka kafka = new FakeKafka();
  final Counters counters = new Counters();
  final List<Long> delivered = new ArrayList<>();
  final AtomicLong now = new AtomicLong();
  AtLeastOncePublisher publisher;

  @BeforeEach
  void open() {
    publisher = publisher(directory.resolve("dead-letters"));
  }

  AtLeastOncePublisher publisher(Path deadLetters) {
    AsideFile file = new AsideFile(deadLetters, Clock.systemUTC());
    return new AtLeastOncePublisher(
        "demo",
        delivered::add,
        kafka,
        new DeadLetters("demo", file, counters, HALT_AFTER),
        counters,
        now::get);
  }

  void publishAndSend(String... values) throws IOException {
    long position = 10;
    for (String value : values) {
      publish(value, position);
      position += 10;
    }
    publisher.advance();
  }

  void publish(String value, long position) {
    publish("t", value, position);
  }

  void publish(String topic, String value, long position) {
    byte[] key = "k".getBytes(StandardCharsets.UTF_8);
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    publisher.publish(new Outgoing(topic, key, bytes, 1, List.of(new Header("h", "v"))), position);
    publisher.endFrame(position);
  }

  void waitFor(Duration duration) {
    now.addAndGet(duration.toNanos());
  }
}
