package io.sluice.bench;

import io.sluice.sandbox.CassandraNode;
import io.sluice.sandbox.Checkout;
import io.sluice.sandbox.ChildJvm;
import io.sluice.sandbox.JvmCommand;
import io.sluice.sandbox.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Debezium's connector for Cassandra 5 beside a node, in a JVM of its own: it reads the node's
 * commit log as it grows, asking every 20 ms whether there is more.
 */
final class Debezium implements Carrier, AutoCloseable {
  private static final String MAIN = "io.debezium.connector.cassandra.CassandraConnectorTask";
  private static final String STARTED = "Started Commit Log Processor";
  private static final String PREFIX = "debezium";
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final ChildJvm jvm;

  private Debezium(ChildJvm jvm) {
    this.jvm = jvm;
  }

  /** Whether the build has resolved it, which it does with {@code -Ppeers} alone. */
  static boolean isResolved() {
    return Files.exists(directory());
  }

  /** The topic of a table of {@code bench}. */
  static String topic(String table) {
    return PREFIX + ".bench." + table;
  }

  /**
   * Starts it, and waits until it reads.
   *
   * @param node whose tables with {@code cdc = true} are there
   * @param directory of its files
   * @param gcLog the file to which its JVM writes its collections
   */
  static Debezium start(CassandraNode node, String bootstrap, Path directory, Path gcLog)
      throws IOException {
    Files.createDirectories(directory);
    Path driver = Files.writeString(directory.resolve("driver.conf"), driver(node));
    Path config =
        Files.writeString(
            directory.resolve("debezium.properties"),
            properties(node, bootstrap, directory, driver));
    Path conf = conf(node);
    JvmCommand command =
        JvmCommand.named("debezium", directory)
            .classPath(jar().toString())
            .options(CassandraNode.programOptions())
            .options(List.of("-Xms64m", "-Xmx1g", "-Xlog:gc:file=" + gcLog))
            .property("cassandra.storagedir", node.storageDirectory())
            .property(
                "cassandra-rackdc.properties", conf.resolve("cassandra-rackdc.properties").toUri())
            .property("logback.configurationFile", conf.resolve("logback.xml"))
            .main(MAIN, config.toString());
    ChildJvm jvm = ChildJvm.start(command);
    jvm.await(() -> jvm.hasLogged(STARTED), START_LIMIT, waited -> {});
    return new Debezium(jvm);
  }

  /** Its version, as its jar's name has it. */
  static String version() throws IOException {
    return jar().getFileName().toString().replaceAll("^\\D+5-|-jar-with-dependencies\\.jar$", "");
  }

  private static Path jar() throws IOException {
    try (Stream<Path> jars = Files.list(directory())) {
      return jars.sorted().reduce((older, newer) -> newer).orElseThrow();
    }
  }

  private static Path directory() {
    return Checkout.root().resolve("deploy/servers/debezium/target/connector");
  }

  private static Path conf(CassandraNode node) {
    return node.storageDirectory().resolveSibling("conf");
  }

  private static String driver(CassandraNode node) {
    return """
        datastax-java-driver.basic {
          contact-points = [ "%s:%d" ]
          load-balancing-policy.local-datacenter = %s
          request.timeout = 30 seconds
        }
        """
        .formatted(
            node.contactPoint().getHostString(), node.contactPoint().getPort(), node.dataCenter());
  }

  /**
   * Its shortest polls, JSON as the relay writes it, the producer that waits for no company, as the
   * relay's does; and its positions are written each second, as the relay's are, not with each
   * event.
   */
  private static String properties(
      CassandraNode node, String bootstrap, Path directory, Path driver) {
    return """
        topic.prefix=%s
        cassandra.node.id=node
        cassandra.config=%s
        cassandra.driver.config.file=%s
        http.port=%d
        snapshot.mode=NEVER
        commit.log.relocation.dir=%s
        commit.log.real.time.processing.enabled=true
        commit.log.marked.complete.poll.interval.ms=20
        cdc.dir.poll.interval.ms=20
        poll.interval.ms=20
        offset.backing.store.dir=%s
        offset.flush.interval.ms=1000
        max.offset.flush.size=100000
        kafka.producer.bootstrap.servers=%s
        kafka.producer.linger.ms=0
        kafka.producer.batch.size=65536
        key.converter=org.apache.kafka.connect.json.JsonConverter
        key.converter.schemas.enable=false
        value.converter=org.apache.kafka.connect.json.JsonConverter
        value.converter.schemas.enable=false
        """
        .formatted(
            PREFIX,
            conf(node).resolve("cassandra.yaml"),
            driver,
            Ports.free(),
            directory.resolve("relocated"),
            directory.resolve("offsets"),
            bootstrap);
  }

  @Override
  public long pid() {
    return jvm.pid();
  }

  @Override
  public void pause() {
    jvm.pause();
  }

  @Override
  public void resume() {
    jvm.resume();
  }

  @Override
  public void close() {
    jvm.terminate(STOP_LIMIT);
  }
}
