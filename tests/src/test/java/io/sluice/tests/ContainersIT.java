package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.datastax.oss.driver.api.core.CqlSession;
import io.sluice.sandbox.Checkout;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Kafka;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.cassandra.CassandraContainer;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.MountableFile;

/**
 * The same as an operator has it who runs the official images: the jar in the triggers directory,
 * the relay in a container of its own that shares the node's volume (the images of Cassandra 4 have
 * no Java 17). Skipped where no Docker engine answers.
 */
class ContainersIT {
  private static final String TRIGGERS = "/etc/cassandra/triggers/";
  private static final String SLUICE = "/opt/sluice";
  private static final String CONFIG = "/opt/relay.yaml";
  private static final String BROKER = "kafka:19092";
  private static final String RELAY_YAML =
      """
      journal: /var/lib/cassandra/sluice
      state: /tmp/sluice
      destinations:
        - name: demo_destination
          topic: demo-topic
          kafka: { bootstrap.servers: "%s" }
      channels:
        - { keyspace: demo_ks, table: demo_table, destination: demo_destination }
      """
          .formatted(BROKER);

  /** The user of the database in its images, since its journal is for nobody else to read. */
  private static final String CASSANDRA_USER = "999:999";

  @BeforeEach
  void needsDocker() {
    assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "skipped: no Docker engine answers, so the official images are not tried");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cassandra:4.0", "cassandra:4.1", "cassandra:5.0"})
  @Timeout(600) // images may have to be pulled
  void writeArrives(String image) {
    try (Network network = Network.newNetwork();
        KafkaContainer broker =
            new KafkaContainer("apache/kafka:4.1.0").withNetwork(network).withListener(BROKER);
        CassandraContainer node = node(image);
        GenericContainer<?> relay = relay(network, node);
        Kafka kafka = kafka(broker, node)) {
      write(node);
      relay.start();

      Event event = kafka.read("demo-topic").next();
      assertThat(event.key()).isEqualTo("{\"k\":\"a\"}");
      assertThat(event.value()).isEqualTo("{\"v\":\"b\"}");
    }
  }

  private static Kafka kafka(KafkaContainer broker, CassandraContainer node) {
    Startables.deepStart(broker, node).join();
    return new Kafka(broker.getBootstrapServers());
  }

  private static CassandraContainer node(String image) {
    return new CassandraContainer(image)
        .withCopyFileToContainer(
            MountableFile.forHostPath(Checkout.triggerJar()), TRIGGERS + "sluice-trigger.jar");
  }

  private static GenericContainer<?> relay(Network network, CassandraContainer node) {
    return new GenericContainer<>("eclipse-temurin:17-jre")
        .withNetwork(network)
        .withVolumesFrom(node, BindMode.READ_WRITE)
        .withCreateContainerCmdModifier(create -> create.withUser(CASSANDRA_USER))
        .withCopyFileToContainer(
            MountableFile.forHostPath(Checkout.root().resolve("relay/target/sluice")), SLUICE)
        .withCopyToContainer(Transferable.of(RELAY_YAML), CONFIG)
        .withCommand(SLUICE + "/bin/sluice", "relay", "--config", CONFIG);
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
