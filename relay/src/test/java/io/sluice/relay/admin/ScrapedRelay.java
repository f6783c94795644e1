package io.sluice.relay.admin;

import io.sluice.relay.Relay;
import io.sluice.relay.change.CapturedRecords;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import io.sluice.wal.JournalOptions;
import io.sluice.wal.JournalWriter;
import io.sluice.wal.record.SegmentHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A relay with one destination, whose broker is away, and the journal of a node whose trigger
 * counts.
 */
final class ScrapedRelay implements AutoCloseable {
  private static final long CAPTURED_AT = 1_700_000_000_000_000L;

  private final JournalWriter journal;
  private final Relay relay;
  final RelayView view;

  ScrapedRelay(Path directory) throws Exception {
    Path path = directory.resolve("journal");
    JournalOptions options = JournalOptions.builder().segmentSize(4096).maxBacklog(1 << 20).build();
    journal = JournalWriter.open(path, options, identity(), ScrapedRelay::figures, problem -> {});
    Path file =
        Files.writeString(
            directory.resolve("relay.yaml"),
            """
            journal: %s
            state: %s
            destinations:
              - name: demo
                topic: demo-topic
                kafka: { bootstrap.servers: "127.0.0.1:1" }
            channels:
              - { keyspace: none, table: none, destination: demo }
            """
                .formatted(path, directory.resolve("state")));
    relay = Relay.start(RelayConfig.load(file));
    view = new RelayView(relay);
  }

  private static SegmentHeader identity() {
    return SegmentHeader.newBuilder()
        .setCluster("ring")
        .setDataCenter("dc1")
        .setCassandraVersion("5.0.9")
        .setTriggerVersion("1.2.3")
        .setJournalId(1)
        .setWriterId(2)
        .build();
  }

  private static void figures(SegmentHeader.Builder header) {
    header.setCapturedChanges(7).setCapturedBytes(700).setRefusedChanges(3).setDiscardedChanges(2);
  }

  /** What the destination counts. */
  Counters counters() {
    return view.counters().get("demo");
  }

  /** Has every metric have a value. */
  void countAll() {
    for (Counter counter : Counter.values()) {
      counters().add(counter);
    }
    deliver(3_000);
  }

  /** Counts a record of {@code shop.orders} that took so long. */
  void deliver(long micros) {
    counters()
        .delivered(CapturedRecords.of("shop", "orders", 1, CAPTURED_AT), CAPTURED_AT + micros);
  }

  String scrape() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    new RelayMetrics(view).write(text);
    return text.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    try {
      relay.stop();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a test", e);
    }
    journal.close();
  }
}
