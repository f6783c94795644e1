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
class InsertAndUpdateIT {
  private final Servers servers;

  InsertAndUpdateIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void recordOfAnInsert() {
    Table table = servers.table("(k text PRIMARY KEY, v text)");

    table.execute("INSERT INTO %s (k, v) VALUES ('a', 'b')");

    Event event = servers.events(table).next();
    long writetime = table.writetime("v", "k = 'a'");
    assertThat(event.key()).isEqualTo("{\"k\":\"a\"}");
    assertThat(event.value()).isEqualTo("{\"v\":\"b\"}");
    assertThat(event.timestamp()).isEqualTo(writetime / 1000);
    assertThat(event.changeId()).matches("[0-9a-f]{32}");
    assertThat(event.headers())
        .isEqualTo(
            Map.of(
                "keyspace", table.keyspace(),
                "table", table.name(),
                "operation", "INSERT",
                "writetime", Long.toString(writetime),
                "change_id", event.changeId(),
                "source", servers.cluster().source()));
  }

  @Test
  void updateOfSomeColumns() {
    Table table = servers.table("(k text PRIMARY KEY, a text, b text, c int)");
    TopicReader events = servers.events(table);
    table.execute("INSERT INTO %s (k, a, b, c) VALUES ('x', 'a1', 'b1', 1)");
    assertThat(events.next().value()).isEqualTo("{\"a\":\"a1\",\"b\":\"b1\",\"c\":1}");

    table.execute("UPDATE %s SET b = 'b2' WHERE k = 'x'");

    Event event = events.next();
    assertThat(event.operation()).isEqualTo("UPDATE");
    assertThat(event.key()).isEqualTo("{\"k\":\"x\"}");
    assertThat(event.value()).isEqualTo("{\"b\":\"b2\"}");
    assertThat(event.writetime()).isEqualTo(table.writetime("b", "k = 'x'"));
  }

  @Test
  void deletedColumnsAreNullAndUnsetOnesAbsent() {
    Table table = servers.table("(k text PRIMARY KEY, a text, b text, c int)");
    TopicReader events = servers.events(table);

    table.execute("DELETE b FROM %s WHERE k = 'x'");
    table.execute("UPDATE %s SET a = null, c = 2 WHERE k = 'x'");
    table.execute("INSERT INTO %s (k, a) VALUES ('x', null)");

    assertThat(events.next(3))
        .extracting(event -> event.operation() + " " + event.value())
        .containsExactly(
            "UPDATE {\"b\":null}", "UPDATE {\"a\":null,\"c\":2}", "INSERT {\"a\":null}");
  }

  @Test
  void insertOfThePrimaryKeyAlone() {
    Table table =
        servers.table("(p1 text, p2 int, c1 int, c2 text, v text, PRIMARY KEY ((p1, p2), c1, c2))");

    table.execute("INSERT INTO %s (p1, p2, c1, c2) VALUES ('p', 1, 2, 'c')");

    Event event = servers.events(table).next();
    assertThat(event.operation()).isEqualTo("INSERT");
    assertThat(event.key()).isEqualTo("{\"p1\":\"p\",\"p2\":1,\"c1\":2,\"c2\":\"c\"}");
    assertThat(event.value()).isEqualTo("{}");
  }

  @Test
  void staticColumns() {
    Table table = servers.table("(p int, c int, s text STATIC, v text, PRIMARY KEY (p, c))");
    TopicReader events = servers.events(table);

    table.execute("UPDATE %s SET s = 'alone' WHERE p = 1");
    table.execute("INSERT INTO %s (p, c, s, v) VALUES (1, 2, 'both', 'v')");
    table.execute("DELETE s FROM %s WHERE p = 1");

    assertThat(events.next(4))
        .extracting(event -> event.operation() + " " + event.scope() + event.key() + event.value())
        .containsExactly(
            "UPDATE static{\"p\":1}{\"s\":\"alone\"}",
            "UPDATE static{\"p\":1}{\"s\":\"both\"}",
            "INSERT null{\"p\":1,\"c\":2}{\"v\":\"v\"}",
            "UPDATE static{\"p\":1}{\"s\":null}");
  }

  @Test
  void conditionalWritesThatAreNotAppliedAreNoChanges() {
    Table table = servers.table("(k text PRIMARY KEY, v int)");
    TopicReader events = servers.events(table);
    table.execute("INSERT INTO %s (k, v) VALUES ('x', 1)");

    table.execute("INSERT INTO %s (k, v) VALUES ('x', 2) IF NOT EXISTS");
    table.execute("UPDATE %s SET v = 3 WHERE k = 'x' IF v = 9");
    table.execute("INSERT INTO %s (k, v) VALUES ('x', 4)");

    assertThat(events.next(2)).extracting(Event::value).containsExactly("{\"v\":1}", "{\"v\":4}");
  }

  @Test
  void conditionalWritesThatAreApplied() {
    Table table = servers.table("(k text PRIMARY KEY, v int)");
    TopicReader events = servers.events(table);

    table.execute("INSERT INTO %s (k, v) VALUES ('x', 1) IF NOT EXISTS");
    table.execute("UPDATE %s SET v = 2 WHERE k = 'x' IF v = 1");

    assertThat(events.next(2))
        .extracting(event -> event.operation() + event.key() + event.value())
        .containsExactly("INSERT{\"k\":\"x\"}{\"v\":1}", "UPDATE{\"k\":\"x\"}{\"v\":2}");
  }
}
