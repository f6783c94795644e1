package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Three rows are written into a table of Cassandra and arrive as records in a topic of Kafka.
 *
 * <p>For one thread.
 */
final class Story {
  private static final String HOST = "127.0.0.1";
  private static final int CQL_PORT = 9042;
  private static final int KAFKA_PORT = 9092;
  private static final int RELAY_PORT = 9464;
  private static final String TOPIC = "demo-topic";
  private static final Duration ARRIVAL_LIMIT = Duration.ofSeconds(60);

  /** A row of the demo table and the record that it must become. */
  private record Row(String k, String v) {
    void check(ConsumerRecord<String, String> record) {
      String key = "{\"k\":\"" + k + "\"}";
      String value = "{\"v\":\"" + v + "\"}";
      if (!key.equals(record.key()) || !value.equals(record.value())) {
        throw new IllegalStateException("expected the record " + key + " " + value);
      }
    }
  }

  private static final List<Row> ROWS =
      List.of(new Row("a", "b"), new Row("c", "d"), new Row("e", "f"));

  private final Sandbox sandbox;
  private final Progress progress;
  private final Toolbox toolbox = new Toolbox(Checkout.root().resolve("deploy/target/quickstart"));
  private CassandraNode node;
  private KafkaBroker broker;
  private RelayProcess relay;

  Story(Sandbox sandbox, Progress progress) {
    this.sandbox = sandbox;
    this.progress = progress;
  }

  /**
   * Starts everything, writes the rows, and returns when their records came.
   *
   * @throws RuntimeException when a server fails, or a record is missing or differs
   */
  void tell() {
    Path trigger = Checkout.triggerJar();
    startServers();
    node.installTrigger(trigger);
    node.reloadTriggers();
    try (DemoTable table = new DemoTable(node, progress);
        TopicReader topic = new TopicReader(broker.bootstrap(), TOPIC)) {
      table.create();
      relay = sandbox.relay("relay", relayConfiguration());
      progress.report("the first record also makes the topic, so it takes longer");
      ROWS.forEach(row -> follow(row, table, topic));
    }
  }

  /** Says how to connect, and prints each further record, until the sandbox is closed. */
  void goOn() {
    toolbox.add(node).addKafka().environment(node, broker, relay.adminUrl());
    connections().forEach(progress::report);
    try (TopicReader topic = new TopicReader(broker.bootstrap(), TOPIC)) {
      topic.skip(ROWS.size());
      while (!sandbox.isClosed()) {
        topic.poll().forEach(record -> show(record, "kafka> another record:"));
        sandbox.checkAlive();
      }
    }
  }

  private void startServers() {
    int kafkaPort = port("Kafka", KAFKA_PORT);
    int cqlPort = port("CQL", CQL_PORT);
    var kafka = CompletableFuture.supplyAsync(() -> sandbox.kafka("kafka", kafkaPort));
    node = sandbox.cassandra("cassandra", new CassandraSettings().nativePort(cqlPort));
    broker = kafka.join();
  }

  private int port(String what, int wished) {
    int port = Ports.freeOr(HOST, wished);
    if (port != wished) {
      progress.report("port " + wished + " is taken, so " + what + " is at port " + port);
    }
    return port;
  }

  private Path relayConfiguration() {
    String yaml =
        Resources.text("relay.yaml")
            .replace("${journal}", node.journalDirectory().toString())
            .replace("${state}", sandbox.directory().resolve("relay/state").toString())
            .replace("${listen}", HOST + ":" + port("the relay's endpoint", RELAY_PORT))
            .replace("${bootstrap}", broker.bootstrap());
    try {
      return Files.writeString(sandbox.directory().resolve("relay.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write relay.yaml", e);
    }
  }

  private void follow(Row row, DemoTable table, TopicReader topic) {
    table.insert(row.k(), row.v());
    long acknowledged = System.nanoTime();
    ConsumerRecord<String, String> record = next(topic, acknowledged + ARRIVAL_LIMIT.toNanos());
    double ms = (System.nanoTime() - acknowledged) / 1e6;
    show(record, "kafka> %.1f ms after the acknowledgement:".formatted(ms));
    row.check(record);
  }

  private ConsumerRecord<String, String> next(TopicReader topic, long deadline) {
    while (System.nanoTime() - deadline < 0) {
      List<ConsumerRecord<String, String>> records = topic.poll();
      if (!records.isEmpty()) {
        return records.get(0);
      }
      sandbox.checkAlive();
    }
    throw new IllegalStateException("no record came within " + ARRIVAL_LIMIT.toSeconds() + " s");
  }

  private void show(ConsumerRecord<String, String> record, String title) {
    progress.report(title + "\n" + RecordText.of(record));
  }

  private List<String> connections() {
    return List.of(
        "",
        "CQL              " + HOST + ":" + node.contactPoint().getPort(),
        "Kafka bootstrap  " + broker.bootstrap() + ", topic " + TOPIC,
        "journal          " + node.journalDirectory(),
        "relay            " + relay.adminUrl() + ", with the status page",
        "JMX              " + HOST + ":" + node.jmxPort(),
        "",
        "For a table of your own, in another terminal: . " + toolbox.environment(),
        "which puts cqlsh, nodetool and kafka-console-consumer.sh for these servers on the path, and",
        "then as README.md says.",
        "",
        "Each further change of " + DemoTable.NAME + " is printed here. Ctrl-C ends everything.");
  }
}
