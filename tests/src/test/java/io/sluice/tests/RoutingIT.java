package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.Keyspace;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@EndToEnd
class RoutingIT {
  private static final String COLUMNS = "(k int PRIMARY KEY, v text)";
  private static final String INSERT = "INSERT INTO %s (k, v) VALUES (?, ?)";

  private final Servers servers;
  private final Kafka kafka;

  RoutingIT(Servers servers) {
    this.servers = servers;
    this.kafka = servers.kafka();
  }

  @Test
  void manyTablesToOneTopic() {
    Keyspace keyspace = servers.cluster().keyspace();
    RelaySettings settings = new RelaySettings().destination("d", "many", kafka.bootstrap());
    List<Table> tables = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Table table = keyspace.table(COLUMNS);
      settings.channel(table, "d");
      tables.add(table);
    }
    servers.relay(settings);

    tables.forEach(table -> table.execute(INSERT, 1, table.name()));

    assertThat(kafka.read("many").next(3))
        .extracting(event -> event.headers().get("table") + event.key() + event.value())
        .containsExactly(
            "t1{\"k\":1}{\"v\":\"t1\"}", "t2{\"k\":1}{\"v\":\"t2\"}", "t3{\"k\":1}{\"v\":\"t3\"}");
  }

  @Test
  void oneTableToTwoTopics() {
    Table table = servers.cluster().keyspace().table(COLUMNS);
    servers.relay(
        new RelaySettings()
            .destination("one", "two-one", kafka.bootstrap())
            .destination("other", "two-other", kafka.bootstrap())
            .channel(table, "one")
            .channel(table, "other"));

    table.execute(INSERT, 1, "a");
    table.execute(INSERT, 2, "b");

    List<Event> one = kafka.read("two-one").next(2);
    List<Event> other = kafka.read("two-other").next(2);
    assertThat(one).extracting(Event::value).containsExactly("{\"v\":\"a\"}", "{\"v\":\"b\"}");
    assertThat(other).extracting(Event::headers).isEqualTo(headers(one));
  }

  @Test
  void wildcardsAndTemplates() {
    Keyspace keyspace = servers.cluster().keyspace();
    Table one = keyspace.table(COLUMNS);
    Table other = keyspace.table(COLUMNS);
    String template = "all.${keyspace}.${table}";
    servers.relay(
        new RelaySettings()
            .destination("d", template, kafka.bootstrap())
            .channel(keyspace.name(), "*", "d"));

    one.execute(INSERT, 1, "one");
    other.execute(INSERT, 1, "other");
    Table late = keyspace.table(COLUMNS);
    late.execute(INSERT, 1, "late");

    assertThat(kafka.read("all." + one).next().value()).isEqualTo("{\"v\":\"one\"}");
    assertThat(kafka.read("all." + other).next().value()).isEqualTo("{\"v\":\"other\"}");
    assertThat(kafka.read("all." + late).next().value()).isEqualTo("{\"v\":\"late\"}");
  }

  @Test
  void tableWithoutChannelGivesNothing() {
    Keyspace keyspace = servers.cluster().keyspace();
    Table routed = keyspace.table(COLUMNS);
    Table unrouted = keyspace.table(COLUMNS);
    servers.relay(
        new RelaySettings()
            .destination("d", "some.${table}", kafka.bootstrap())
            .channel(routed, "d"));

    unrouted.execute(INSERT, 1, "nobody's");
    routed.execute(INSERT, 1, "marker");

    assertThat(kafka.read("some." + routed.name()).next().value()).contains("marker");
    assertThat(kafka.topics()).contains("some." + routed.name());
    assertThat(kafka.topics()).doesNotContain("some." + unrouted.name());
  }

  @Test
  void changesOfARowGoToOnePartition() {
    int partitions = 3;
    kafka.createTopic("partitioned", partitions);
    Table table = servers.cluster().keyspace().table(COLUMNS);
    servers.relay(
        new RelaySettings().destination("d", "partitioned", kafka.bootstrap()).channel(table, "d"));

    int rows = 20;
    for (int change = 0; change < 3; change++) {
      for (int row = 0; row < rows; row++) {
        table.execute(INSERT, row, Integer.toString(change));
      }
    }

    TopicReader events = kafka.read("partitioned");
    Map<String, List<Event>> byRow =
        events.next(3 * rows).stream().collect(Collectors.groupingBy(Event::key));
    assertThat(byRow).hasSize(rows);
    assertThat(byRow.values())
        .allSatisfy(RoutingIT::assertInOrder)
        .extracting(row -> row.get(0).partition())
        .containsAll(Set.of(0, 1, 2));
  }

  private static void assertInOrder(List<Event> row) {
    assertThat(row).extracting(Event::partition).containsOnly(row.get(0).partition());
    assertThat(row)
        .extracting(Event::value)
        .containsExactly("{\"v\":\"0\"}", "{\"v\":\"1\"}", "{\"v\":\"2\"}");
  }

  private static List<Map<String, String>> headers(List<Event> events) {
    return events.stream().map(Event::headers).toList();
  }
}
