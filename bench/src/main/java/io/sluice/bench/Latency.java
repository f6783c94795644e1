package io.sluice.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.sluice.sandbox.CassandraNode;
import io.sluice.sandbox.CassandraSettings;
import io.sluice.sandbox.Checkout;
import io.sluice.sandbox.KafkaBroker;
import io.sluice.sandbox.Ports;
import io.sluice.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Prints how long a change takes from Cassandra's acknowledgement at the client to its arrival in a
 * Kafka consumer, at a steady rate of writes: node, broker, relay, client and consumer all on this
 * machine. Writes are sent when they are due, whether or not earlier ones have been acknowledged.
 */
public final class Latency {

  private static final int WRITES_PER_SECOND = 500;
  private static final int WARM_UP_SECONDS = 20;
  private static final int MEASURED_SECONDS = 30;
  private static final String TOPIC = "latency";
  private static final int WRITES = WRITES_PER_SECOND * (WARM_UP_SECONDS + MEASURED_SECONDS);

  private Latency() {}

  /**
   * Runs for about two minutes.
   *
   * @param args none
   */
  public static void main(String[] args) throws Exception {
    try (Sandbox sandbox = Sandbox.temporary(line -> System.out.println(line))) {
      CassandraNode node = sandbox.cassandra("cassandra", new CassandraSettings());
      KafkaBroker broker = sandbox.kafka("kafka", Ports.free());
      node.installTrigger(Checkout.triggerJar());
      node.reloadTriggers();
      try (CqlSession session = node.connect();
          Arrivals arrivals = new Arrivals(broker.bootstrap(), TOPIC, WRITES)) {
        createTable(session);
        sandbox.relay("relay", relayYaml(sandbox.directory(), node, broker));
        write(session, arrivals);
        arrivals.await();
        arrivals.print(WRITES_PER_SECOND * WARM_UP_SECONDS);
      }
    }
  }

  private static void createTable(CqlSession session) {
    session.execute(
        "CREATE KEYSPACE bench WITH replication = {'class': 'NetworkTopologyStrategy', 'dc1': 1}");
    session.execute(
        "CREATE TABLE bench.latency (k text PRIMARY KEY, a text, b int, c bigint, d boolean)");
    session.execute(
        "CREATE TRIGGER sluice ON bench.latency USING 'io.sluice.trigger.CaptureTrigger'");
  }

  private static Path relayYaml(Path directory, CassandraNode node, KafkaBroker broker)
      throws IOException {
    String yaml =
        """
        journal: %s
        state: %s
        destinations:
          - name: bench
            topic: %s
            kafka: { bootstrap.servers: "%s" }
        channels:
          - { keyspace: bench, table: latency, destination: bench }
        """
            .formatted(
                node.journalDirectory(), directory.resolve("state"), TOPIC, broker.bootstrap());
    return Files.writeString(directory.resolve("relay.yaml"), yaml);
  }

  private static void write(CqlSession session, Arrivals arrivals) {
    PreparedStatement insert =
        session.prepare("INSERT INTO bench.latency (k, a, b, c, d) VALUES (?, ?, ?, ?, true)");
    long start = System.nanoTime();
    for (int i = 0; i < WRITES; i++) {
      long due = start + TimeUnit.SECONDS.toNanos(1) * i / WRITES_PER_SECOND;
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      int write = i;
      session
          .executeAsync(insert.bind(Integer.toString(i), "a line of some length", i, (long) i))
          .whenComplete((rows, failure) -> arrivals.acknowledged(write, failure));
    }
  }
}
