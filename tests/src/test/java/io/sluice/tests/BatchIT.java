package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.util.List;
import org.junit.jupiter.api.Test;

@EndToEnd
class BatchIT {
  private final Servers servers;

  BatchIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void rowsOfOnePartitionComeInClusteringOrder() {
    Table table = servers.table("(p int, c int, v text, PRIMARY KEY (p, c))");

    table.execute(
        "BEGIN BATCH"
            + " DELETE FROM %s WHERE p = 1 AND c = 3;"
            + " INSERT INTO %s (p, c, v) VALUES (1, 1, 'a');"
            + " UPDATE %s SET v = 'b' WHERE p = 1 AND c = 2;"
            + " APPLY BATCH");

    List<Event> events = servers.events(table).next(3);
    assertThat(events)
        .extracting(event -> event.operation() + event.key() + event.value())
        .containsExactly(
            "INSERT{\"p\":1,\"c\":1}{\"v\":\"a\"}",
            "UPDATE{\"p\":1,\"c\":2}{\"v\":\"b\"}",
            "DELETE{\"p\":1,\"c\":3}null");
    assertThat(events).extracting(Event::writetime).containsOnly(events.get(0).writetime());
    assertThat(events).extracting(Event::changeId).doesNotHaveDuplicates();
  }

  @Test
  void partitionDeletedAndWrittenAgain() {
    Table table = servers.table("(k int PRIMARY KEY, v text)");

    table.execute(
        "BEGIN BATCH"
            + " INSERT INTO %s (k, v) VALUES (1, 'new') USING TIMESTAMP 1500000000000002;"
            + " DELETE FROM %s USING TIMESTAMP 1500000000000001 WHERE k = 1;"
            + " APPLY BATCH");

    assertThat(servers.events(table).next(2))
        .extracting(event -> event.operation() + event.key() + event.value())
        .containsExactly("DELETE{\"k\":1}null", "INSERT{\"k\":1}{\"v\":\"new\"}");
  }

  @Test
  void severalTablesAndPartitions() {
    Table one = servers.table("(k int PRIMARY KEY, v text)");
    Table other = servers.table("(k int PRIMARY KEY, v text)");

    servers
        .cluster()
        .execute(
            ("BEGIN BATCH"
                    + " INSERT INTO ONE (k, v) VALUES (1, 'a');"
                    + " INSERT INTO OTHER (k, v) VALUES (1, 'b');"
                    + " INSERT INTO ONE (k, v) VALUES (2, 'c');"
                    + " APPLY BATCH")
                .replace("ONE", one.toString())
                .replace("OTHER", other.toString()));

    TopicReader ofOne = servers.events(one);
    assertThat(ofOne.next(2))
        .extracting(event -> event.key() + event.value())
        .containsExactlyInAnyOrder("{\"k\":1}{\"v\":\"a\"}", "{\"k\":2}{\"v\":\"c\"}");
    assertThat(servers.events(other).next().value()).isEqualTo("{\"v\":\"b\"}");
  }
}
