package io.sluice.tests.replay;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import io.sluice.tests.harness.Cluster;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Keyspace;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import io.sluice.tests.replay.Definition.Use;
import java.lang.module.ModuleDescriptor.Version;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run of the oracle, on tables of its own: writes, reads what is delivered, and compares. A relay
 * that sends the envelope {@code change} to {@link #TOPICS} is to run.
 */
final class Replay implements Run {
  /** One topic for all tables of a keyspace. */
  static final String TOPICS = "replay.${keyspace}";

  private static final Logger log = LoggerFactory.getLogger(Replay.class);
  private static final String PREFIX = TOPICS.substring(0, TOPICS.indexOf('$'));

  /** Statements between two readings of the topic. */
  private static final int READ_EVERY = 1_000;

  private static final int REMEMBERED = 20;

  private final Cluster cluster;
  private final List<TableModel> tables;
  private final Generator generator;
  private final Replica replica;
  private final NodeTables node;
  private final Table marker;
  private final String conditional;
  private final TopicReader topic;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final Deque<String> latest = new ArrayDeque<>();
  private int written;
  private int refused;
  private int records;
  private int restamped;
  private int proposed;

  /** A run with tables that are created now. */
  Replay(Servers servers, long seed) {
    cluster = servers.cluster();
    boolean five = isFive(cluster);
    Keyspace keyspace = cluster.keyspace();
    keyspace.type("address", Definitions.ADDRESS);
    tables = Definitions.all(five).stream().map(d -> TableModel.create(keyspace, d)).toList();
    conditional =
        tables.stream()
            .filter(table -> table.use() == Use.CONDITIONAL)
            .map(table -> table.table().name())
            .findFirst()
            .orElseThrow();
    marker = keyspace.table("(k int PRIMARY KEY)");
    topic = servers.kafka().read(PREFIX + keyspace.name());
    // Of whole seconds: so that of two runs with one seed the same timestamps are equal.
    long start = TimeUnit.SECONDS.toMicros(Clock.systemUTC().instant().getEpochSecond());
    generator = new Generator(seed, start, tables);
    replica = new Replica(tables);
    node = new NodeTables(five);
  }

  private static boolean isFive(Cluster cluster) {
    String version = cluster.execute("SELECT release_version FROM system.local").one().getString(0);
    return Version.parse(version).compareTo(Version.parse("5.0")) >= 0;
  }

  @Override
  public int written() {
    return written;
  }

  /** Statements so far that the node refused: such as to set an element that a list has not. */
  int refused() {
    return refused;
  }

  /** Records so far of conditional writes of which it is known what writetime Cassandra stored. */
  int restamped() {
    return restamped;
  }

  @Override
  public void write(int statements) {
    for (int i = 0; i < statements; i++) {
      execute(generator.next());
      if (++written % READ_EVERY == 0) {
        read();
      }
    }
    read();
  }

  private void execute(Step step) {
    latest.add(step.described());
    if (latest.size() > REMEMBERED) {
      latest.remove();
    }
    try {
      if (step.parameters().isEmpty()) {
        cluster.execute(
            SimpleStatement.newInstance(step.cql()).setQueryTimestamp(step.timestamp()));
      } else {
        cluster.execute(step.bind(prepared.computeIfAbsent(step.cql(), cluster::prepare)));
      }
    } catch (InvalidQueryException e) {
      refused++;
      log.debug("{}: {}", e.getMessage(), step.cql());
    }
  }

  private void read() {
    marker.execute("INSERT INTO %s (k) VALUES (?)", written);
    String key = "{\"k\":" + written + "}";
    List<Event> events = topic.until("statement " + written, event -> event.key().equals(key));
    events.stream()
        .filter(event -> !event.headers().get("table").equals(marker.name()))
        .forEach(this::replay);
    records += events.size();
    topic.forget();
  }

  private void replay(Event event) {
    replica.apply(event.value());
    if (event.headers().get("table").equals(conditional)) {
      restamped += event.writetimeKind() == null ? 1 : 0;
      proposed += event.writetimeKind() == null ? 0 : 1;
    }
  }

  @Override
  public List<String> differences() {
    Snapshot replayed = replica.snapshot();
    List<String> differences = replayed.differences(node.read(tables));
    log.info(
        "{} statements, {} of them refused; {} records; of conditional writes {} with the writetime"
            + " stored, {} with that proposed; {} rows with {} values; {} differences",
        written,
        refused,
        records,
        restamped,
        proposed,
        replayed.rows(),
        replayed.values(),
        differences.size());
    return differences;
  }

  @Override
  public List<String> latest() {
    return List.copyOf(latest);
  }
}
