package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

@EndToEnd
class DeleteIT {
  private static final String TWO_CLUSTERING_COLUMNS =
      "(p int, c1 int, c2 text, v text, PRIMARY KEY (p, c1, c2))"
          + " WITH CLUSTERING ORDER BY (c1 ASC, c2 DESC)";
  private static final String ORDER = "\"clustering_order\":{\"c1\":\"ASC\",\"c2\":\"DESC\"}}";

  private final Servers servers;

  DeleteIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void rowOfATableWithoutClusteringColumnsIsATombstone() {
    Table table = servers.table("(k text PRIMARY KEY, v text)");

    table.execute("DELETE FROM %s USING TIMESTAMP 1600000000000123 WHERE k = 'a'");

    Event event = servers.events(table).next();
    assertThat(event.key()).isEqualTo("{\"k\":\"a\"}");
    assertThat(event.value()).isNull();
    assertThat(event.timestamp()).isEqualTo(1600000000000L);
    assertThat(event.headers())
        .isEqualTo(
            Map.of(
                "keyspace", table.keyspace(),
                "table", table.name(),
                "operation", "DELETE",
                "scope", "row",
                "writetime", "1600000000000123",
                "change_id", event.changeId(),
                "source", servers.cluster().source()));
  }

  @Test
  void rowOfAPartition() {
    Table table = servers.table(TWO_CLUSTERING_COLUMNS);

    table.execute("DELETE FROM %s WHERE p = 1 AND c1 = 2 AND c2 = 'x'");

    Event event = servers.events(table).next();
    assertThat(event.operation() + " " + event.scope()).isEqualTo("DELETE row");
    assertThat(event.key()).isEqualTo("{\"p\":1,\"c1\":2,\"c2\":\"x\"}");
    assertThat(event.value()).isNull();
  }

  @Test
  void severalRowsOfAPartition() {
    Table table = servers.table(TWO_CLUSTERING_COLUMNS);

    table.execute("DELETE FROM %s WHERE p = 1 AND c1 IN (1, 2) AND c2 IN ('a', 'b')");

    assertThat(servers.events(table).next(4))
        .allMatch(event -> event.scope().equals("row") && event.value() == null)
        .extracting(Event::key)
        .containsExactly(
            "{\"p\":1,\"c1\":1,\"c2\":\"b\"}",
            "{\"p\":1,\"c1\":1,\"c2\":\"a\"}",
            "{\"p\":1,\"c1\":2,\"c2\":\"b\"}",
            "{\"p\":1,\"c1\":2,\"c2\":\"a\"}");
  }

  @Test
  void partition() {
    Table table = servers.table(TWO_CLUSTERING_COLUMNS);

    table.execute("DELETE FROM %s WHERE p = 1");

    Event event = servers.events(table).next();
    assertThat(event.operation() + " " + event.scope()).isEqualTo("DELETE partition");
    assertThat(event.key()).isEqualTo("{\"p\":1}");
    assertThat(event.value()).isEqualTo("{\"start\":null,\"end\":null," + ORDER);
  }

  @Test
  void rangeBetweenTwoBounds() {
    assertRange(
        "c1 > 2 AND c1 <= 5",
        "{\"clustering\":{\"c1\":2},\"inclusive\":false}",
        "{\"clustering\":{\"c1\":5},\"inclusive\":true}");
  }

  @Test
  void rangeThatIsOpenOnOneSide() {
    assertRange("c1 >= 3", "{\"clustering\":{\"c1\":3},\"inclusive\":true}", "null");
    assertRange("c1 < 3", "null", "{\"clustering\":{\"c1\":3},\"inclusive\":false}");
  }

  @Test
  void rangeOfAllThatBeginsWithAValue() {
    assertRange(
        "c1 = 4",
        "{\"clustering\":{\"c1\":4},\"inclusive\":true}",
        "{\"clustering\":{\"c1\":4},\"inclusive\":true}");
  }

  @Test
  void rangeOfADescendingColumnStartsWithTheGreaterValue() {
    assertRange(
        "c1 = 4 AND c2 >= 'd' AND c2 < 'm'",
        "{\"clustering\":{\"c1\":4,\"c2\":\"m\"},\"inclusive\":false}",
        "{\"clustering\":{\"c1\":4,\"c2\":\"d\"},\"inclusive\":true}");
  }

  private void assertRange(String where, String start, String end) {
    Table table = servers.table(TWO_CLUSTERING_COLUMNS);

    table.execute("DELETE FROM %s WHERE p = 7 AND " + where);

    TopicReader events = servers.events(table);
    Event event = events.next();
    assertThat(event.operation() + " " + event.scope()).isEqualTo("DELETE range");
    assertThat(event.key()).isEqualTo("{\"p\":7}");
    assertThat(event.value()).isEqualTo("{\"start\":" + start + ",\"end\":" + end + "," + ORDER);
  }
}
