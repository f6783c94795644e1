package io.sluice.relay.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.relay.config.DeliveryConfig.Guarantee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryConfigTest {
  @TempDir Path directory;
  private ConfigFiles files;

  @BeforeEach
  void open() throws Exception {
    files = new ConfigFiles(directory);
  }

  @Test
  void unlessSaidRecordsAreDeliveredAtLeastOnce() throws Exception {
    assertThat(delivery(""))
        .isEqualTo(
            new DeliveryConfig(
                Guarantee.AT_LEAST_ONCE, "sluice-checkpoints", Duration.ofMillis(50)));
  }

  @Test
  void allOfItCanBeSaid() throws Exception {
    DeliveryConfig delivery =
        delivery(
            """
                delivery: exactly_once
                checkpoint_topic: my.positions
                commit_interval: 1s
            """);
    assertThat(delivery)
        .isEqualTo(
            new DeliveryConfig(Guarantee.EXACTLY_ONCE, "my.positions", Duration.ofSeconds(1)));
    assertThat(delivery.isExactlyOnce()).isTrue();
  }

  @Test
  void wrongValuesAreToldWithTheFix() throws Exception {
    assertThat(
            problems(
                """
                    delivery: at_most_once
                    checkpoint_topic: no/topic
                    commit_interval: 11s
                """))
        .containsExactly(
            "destinations[0].delivery: at_most_once is not known; give one of at_least_once,"
                + " exactly_once",
            "destinations[0].commit_interval: 11s is out of range; give 0ms to 10s",
            "destinations[0].checkpoint_topic: no/topic is no name of a Kafka topic; it may have"
                + " letters, digits, dots, dashes, underscores");
  }

  @Test
  void positionsNeedATopicOfTheirOwn() throws Exception {
    String keys = "    checkpoint_topic: demo-topic\n";
    assertThat(delivery(keys).checkpointTopic()).isEqualTo("demo-topic"); // unused
    assertThat(problems("    delivery: exactly_once\n" + keys))
        .containsExactly(
            "destinations[0].checkpoint_topic: demo-topic is the topic of the records; positions"
                + " need a topic of their own");
  }

  @Test
  void transactionsEndBeforeKafkaEndsThem() throws Exception {
    String keys = "    commit_interval: 2s\n    delivery: ";
    String kafka = "    kafka: { bootstrap.servers: \"a:1\", transaction.timeout.ms: %s }\n";
    assertThat(problemsOf(keys + "exactly_once\n" + kafka.formatted(2000)))
        .containsExactly(
            "destinations[0].commit_interval: transactions end by kafka.transaction.timeout.ms,"
                + " which is no longer; lower the former, or raise the latter");
    assertThat(problemsOf(keys + "exactly_once\n" + kafka.formatted("soon")))
        .singleElement()
        .asString()
        .startsWith("destinations[0].kafka.transaction.timeout.ms: ");
    files.load(destination(keys + "exactly_once\n" + kafka.formatted(2001)));
    files.load(destination(keys + "at_least_once\n" + kafka.formatted(2000)));
  }

  @Test
  void inTransactionsRecordsWaitForCompanyUnlessSaid() throws Exception {
    String kafka = "    kafka: { bootstrap.servers: \"a:1\"%s }\n";
    String exactlyOnce = "    delivery: exactly_once\n";
    assertThat(linger(kafka.formatted(""))).isEqualTo("0");
    assertThat(linger(exactlyOnce + kafka.formatted(""))).isEqualTo("20");
    assertThat(linger(exactlyOnce + kafka.formatted(", linger.ms: 1"))).isEqualTo("1");
  }

  private Object linger(String keys) throws Exception {
    return files.load(destination(keys)).destinations().get(0).kafka().values().get("linger.ms");
  }

  private DeliveryConfig delivery(String keys) throws Exception {
    return files.load(ConfigFiles.DESTINATION + keys).destinations().get(0).delivery();
  }

  private List<String> problems(String keys) throws Exception {
    return files.refusal(ConfigFiles.DESTINATION + keys).problems();
  }

  private List<String> problemsOf(String keys) throws Exception {
    return files.refusal(destination(keys)).problems();
  }

  private static String destination(String keys) {
    return "destinations:\n  - name: demo\n    topic: demo-topic\n" + keys;
  }
}
