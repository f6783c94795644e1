package io.sluice.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.relay.checkpoint.StateDirectory;
import io.sluice.relay.config.ChannelConfig;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.decode.TableSchemas;
import io.sluice.relay.read.JournalFixture;
import io.sluice.relay.report.Counters;
import io.sluice.wal.record.Outcome.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A destination with a real journal and real stages; only Kafka is not there. */
abstract class RunningDestination {
  static final String A = "demo-topic {\"k\":\"a\"} {\"v\":\"1\"}";
  static final String B = "demo-topic {\"k\":\"b\"} {\"v\":\"2\"}";
  static final String C = "demo-topic {\"k\":\"c\"} {\"v\":\"3\"}";

  @TempDir Path directory;

  final PromptKafka kafka = new PromptKafka();
  final AtomicReference<Throwable> death = new AtomicReference<>();
  JournalFixture journal;
  String extra = "";
  Counters counters;
  StateDirectory state;
  Destination destination;

  @BeforeEach
  void openJournal() throws Exception {
    journal = new JournalFixture(directory.resolve("journal"), DemoTable.SCHEMA);
  }

  @AfterEach
  void end() throws Exception {
    if (destination != null) {
      stop();
    }
    journal.close();
    assertThat(death).hasNullValue();
  }

  /** A write that is applied. */
  void insert(String k, String v) {
    journal.outcome(Kind.APPLIED, attempt(k, v));
  }

  /** A write whose outcome is yet to be known; returns its position. */
  long attempt(String k, String v) {
    return journal.change(DemoTable.insert(k, v));
  }

  void start() throws Exception {
    start("  - { keyspace: demo_ks, table: demo_table, destination: demo }\n");
  }

  void start(String channels) throws Exception {
    RelayConfig config = config(channels);
    state = StateDirectory.acquire(config.state());
    destination = start(config, 0);
    assertThat(destination.awaitUnderWay(Duration.ofMinutes(1))).isTrue();
  }

  Destination start(RelayConfig config, int index) throws IOException {
    DestinationConfig one = config.destinations().get(index);
    Reports reports = Reports.of(one.name(), state, false);
    counters = reports.counters();
    Share all = Share.all(config.channelsTo(one).stream().map(ChannelConfig::key).toList());
    PipelineContext context =
        new PipelineContext(config, one, all, state, new TableSchemas(), reports);
    Destination started = new Destination(context, way(context), Siblings.NONE, death::set);
    started.start();
    return started;
  }

  Way way(PipelineContext context) {
    return new AtLeastOnce(context, kafka);
  }

  RelayConfig config(String channels) throws Exception {
    Path file = directory.resolve("relay.yaml");
    Files.writeString(
        file,
        """
        journal: %s
        state: %s
        destinations:
          - name: demo
            topic: demo-topic
            kafka: { bootstrap.servers: "nowhere:1" }
        %schannels:
        %s"""
            .formatted(journal.directory().path(), directory.resolve("state"), extra, channels));
    return RelayConfig.load(file);
  }

  long stored() {
    destination.store();
    return destination.released();
  }

  void stop() throws Exception {
    assertThat(new Shutdown().end(List.of(destination))).isEmpty();
    destination.store();
    destination.close();
    state.close();
  }

  void replaceJournal() throws IOException {
    journal.close();
    try (var files = Files.list(journal.directory().path())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    journal.reopen();
  }
}
