package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.datastax.oss.driver.api.core.CqlSession;
import io.sluice.sandbox.Checkout;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Kafka;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.cassandra.CassandraContainer;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.MountableFile;

/**
 * The same as an operator has it who runs the official images: the jar in the triggers directory,
 * the relay beside the node. Skipped where no Docker engine answers.
 */
class ContainersIT {
  private static final String TRIGGERS = "/etc/cassandra/triggers/";
  private static final String SLUICE = "/opt/sluice";
  private static final String CONFIG = "/opt/relay.yaml";
  private static final String BROKER = "kafka:19092";
  private static final String RELAY_YAML =
      """
      journal: /opt/cassandra/data/sluice
      state: /tmp/sluice
      destinations:
        - name: demo_destination
          topic: demo-topic
          kafka: { bootstrap.servers: "%s" }
      channels:
        - { keyspace: demo_ks, table: demo_table, destination: demo_destination }
      """
          .formatted(BROKER);

  /** As the user of the database, since its journal is for nobody else to read. */
  private static final String RUN =
      "gosu cassandra bash %s/bin/sluice relay --config %s </dev/null >/tmp/relay.log 2>&1 &"
          .formatted(SLUICE, CONFIG);

  @BeforeEach
  void needsDocker() {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "skipped: no Docker engine answers, so the official images are not tried");
  }

  @Test
  @Timeout(600) // images may have to be pulled
  void writeArrives() throws IOException, InterruptedException {
    try (Network network = Network.newNetwork();
        KafkaContainer broker =
            new KafkaContainer("apache/kafka:4.1.0").withNetwork(network).withListener(BROKER);
        CassandraContainer node = node(network)) {
      Startables.deepStart(broker, node).join();
      write(node);
      ExecResult started = node.execInContainer("bash", "-c", RUN);
      assertThat(started.getExitCode()).as(started.getStderr()).isZero();

      try (Kafka kafka = new Kafka(broker.getBootstrapServers())) {
        Event event = kafka.read("demo-topic").next();
        assertThat(event.key()).isEqualTo("{\"k\":\"a\"}");
        assertThat(event.value()).isEqualTo("{\"v\":\"b\"}");
      }
    }
  }

  private static CassandraContainer node(Network network) {
    return new CassandraContainer("cassandra:5.0")
        .withNetwork(network)
        .withCopyFileToContainer(
            MountableFile.forHostPath(Checkout.triggerJar()), TRIGGERS + "sluice-trigger.jar")
        .withCopyFileToContainer(
            MountableFile.forHostPath(Checkout.root().resolve("relay/target/sluice")), SLUICE)
        .withCopyToContainer(Transferable.of(RELAY_YAML), CONFIG);
  }

  private static void write(CassandraContainer node) {
    try (CqlSession session =
        CqlSession.builder()
            .addContactPoint(node.getContactPoint())
            .withLocalDatacenter(node.getLocalDatacenter())
            .build()) {
      session.execute(
          "CREATE KEYSPACE demo_ks"
              + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
      session.execute("CREATE TABLE demo_ks.demo_table (k text PRIMARY KEY, v text)");
      session.execute(
          "CREATE TRIGGER sluice ON demo_ks.demo_table"
              + " USING 'io.sluice.trigger.CaptureTrigger'");
      session.execute("INSERT INTO demo_ks.demo_table (k, v) VALUES ('a', 'b')");
    }
  }
}
