package io.sluice.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.sluice.relay.checkpoint.StateDirectory;
import io.sluice.relay.config.ChannelKey;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.control.Controls;
import io.sluice.relay.control.JournalEnd;
import io.sluice.relay.control.Switches;
import io.sluice.relay.read.JournalFixture;
import io.sluice.relay.read.JournalIdentity;
import io.sluice.relay.read.JournalTail;
import io.sluice.wal.SchemaRecord;
import io.sluice.wal.record.Outcome.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A destination with a channel for each of two tables, {@code a} and {@code b}, which are topics
 * too, with a real journal and real stages; only Kafka is not there.
 */
abstract class PausedChannels {
  private static final Switches COLLECTION = new Switches(true, false);
  private static final Switches TRANSMISSION = new Switches(false, true);

  @TempDir Path directory;

  final PromptKafka kafka = new PromptKafka();
  private final AtomicReference<Throwable> death = new AtomicReference<>();
  private final Map<String, SchemaRecord> tables = new HashMap<>();
  String extra = "";
  List<String> tablesOfChannels = List.of("a", "b");
  JournalFixture journal;
  RelayConfig config;
  Controls controls;
  Destinations destinations;
  private StateDirectory state;
  private ScheduledExecutorService keeper;

  @BeforeEach
  void openJournal() throws Exception {
    journal = new JournalFixture(directory.resolve("journal"), DemoTable.SCHEMA);
    for (String table : List.of("a", "b")) {
      tables.put(table, new SchemaRecord(DemoTable.named(table)));
    }
  }

  @AfterEach
  void end() throws Exception {
    stop();
    journal.close();
    assertThat(death).hasNullValue();
  }

  void start() throws Exception {
    config = config();
    state = StateDirectory.acquire(config.state());
    controls = Controls.open(state.controls());
    destinations = new Destinations(new Queues(state, this::way, death::set), controls);
    apply();
    keeper = Executors.newSingleThreadScheduledExecutor();
    var unused = keeper.scheduleWithFixedDelay(destinations::store, 0, 5, TimeUnit.MILLISECONDS);
  }

  private Way way(PipelineContext context) {
    return new AtLeastOnce(context, kafka);
  }

  private RelayConfig config() throws Exception {
    Path file = directory.resolve("relay.yaml");
    Files.writeString(
        file,
        """
        journal: %s
        state: %s
        destinations:
          - name: demo
            topic: ${table}
            kafka: { bootstrap.servers: "nowhere:1" }
        %schannels:
        %s
        """
            .formatted(
                journal.directory().path(),
                directory.resolve("state"),
                extra,
                tablesOfChannels.stream()
                    .map("  - { keyspace: demo_ks, table: '%s', destination: demo }"::formatted)
                    .collect(Collectors.joining("\n"))));
    return RelayConfig.load(file);
  }

  private void apply() throws Exception {
    destinations.apply(config);
  }

  void stop() throws Exception {
    if (destinations == null) {
      return;
    }
    keeper.shutdown();
    assertThat(keeper.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(destinations.end()).isEmpty();
    destinations.store();
    destinations.close(List.of());
    state.close();
    destinations = null;
  }

  /** Has the state be as a crash at this instant would leave it, until it {@link #crash}es. */
  void remember() throws IOException {
    Destinations running = destinations;
    synchronized (running) { // nothing is written meanwhile
      MoreFiles.deleteRecursively(remembered(), RecursiveDeleteOption.ALLOW_INSECURE);
      copy(config.state(), remembered());
    }
  }

  /** Goes on as after a crash at the instant that was remembered. */
  void crash() throws Exception {
    stop();
    MoreFiles.deleteRecursively(config.state(), RecursiveDeleteOption.ALLOW_INSECURE);
    copy(remembered(), config.state());
    start();
  }

  private Path remembered() throws IOException {
    return Files.createDirectories(directory.resolve("remembered"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
  }

  /** Takes up a configuration with other channels. */
  void reconfigure(String... tables) throws Exception {
    tablesOfChannels = List.of(tables);
    config = config();
    apply();
  }

  void pause(String table) throws Exception {
    controls.change(channel(table), now -> now.and(TRANSMISSION));
    apply();
    Awaitility.await().until(() -> !destinations.isSplitWanted("demo"));
  }

  void resume(String table) throws Exception {
    controls.change(channel(table), now -> now.without(TRANSMISSION));
    apply();
  }

  void collect(String table, boolean collects) throws Exception {
    controls.change(
        channel(table), now -> collects ? now.without(COLLECTION) : now.and(COLLECTION));
    controls.collect(channel(table), collects, journalEnd());
    apply();
  }

  void truncate(String table) throws Exception {
    controls.truncate(channel(table), journalEnd());
    apply();
  }

  private JournalEnd journalEnd() throws Exception {
    try (JournalTail tail = new JournalTail(journal.directory())) {
      long id = JournalIdentity.newest(journal.directory()).orElseThrow().getJournalId();
      return new JournalEnd(id, tail.end());
    }
  }

  private static ChannelKey channel(String table) {
    return new ChannelKey("*", "demo_ks", table, "demo");
  }

  /** A write that is applied; returns its position. */
  long insert(String table, int v) {
    long position = journal.change(tables.get(table), DemoTable.insert("k", String.valueOf(v)));
    journal.outcome(Kind.APPLIED, position);
    return position;
  }

  /** What was delivered of a table, in order. */
  List<Integer> delivered(String table) {
    return kafka.records().stream()
        .filter(record -> record.startsWith(table + " "))
        .map(record -> Integer.parseInt(record.replaceAll(".*\"v\":\"(\\d+)\".*", "$1")))
        .toList();
  }

  void awaitDelivered(String table, Integer... values) {
    Awaitility.await()
        .untilAsserted(() -> assertThat(delivered(table)).as(table).containsExactly(values));
  }

  /** Before which no queue needs anything of the journal. */
  long released() {
    destinations.store();
    return destinations.released();
  }
}
