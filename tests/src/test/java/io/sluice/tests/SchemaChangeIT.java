package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import org.junit.jupiter.api.Test;

@EndToEnd
class SchemaChangeIT {
  private final Servers servers;

  SchemaChangeIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void columnsAddedRenamedAndDropped() {
    Table table = servers.table("(k int PRIMARY KEY, b text, c text)");
    TopicReader events = servers.events(table);

    table.execute("INSERT INTO %s (k, b, c) VALUES (1, 'b', 'c')");
    table.execute("ALTER TABLE %s ADD a int");
    table.execute("INSERT INTO %s (k, a, b, c) VALUES (1, 1, 'b', 'c')");
    table.execute("ALTER TABLE %s DROP b");
    table.execute("INSERT INTO %s (k, a, c) VALUES (1, 2, 'c')");
    table.execute("ALTER TABLE %s RENAME k TO id");
    table.execute("INSERT INTO %s (id, a, c) VALUES (1, 3, 'c')");

    assertThat(events.next(4))
        .extracting(event -> event.key() + event.value())
        .containsExactly(
            "{\"k\":1}{\"b\":\"b\",\"c\":\"c\"}",
            "{\"k\":1}{\"a\":1,\"b\":\"b\",\"c\":\"c\"}",
            "{\"k\":1}{\"a\":2,\"c\":\"c\"}",
            "{\"id\":1}{\"a\":3,\"c\":\"c\"}");
  }

  @Test
  void tableOfTheSameNameWithOtherColumns() {
    Table table = servers.table("(k int PRIMARY KEY, v text)");
    TopicReader events = servers.events(table);
    table.execute("INSERT INTO %s (k, v) VALUES (1, 'text')");

    table.drop();
    table.create("(k text PRIMARY KEY, v int)");
    table.createTrigger();
    table.execute("INSERT INTO %s (k, v) VALUES ('one', 1)");

    assertThat(events.next(2))
        .extracting(event -> event.key() + event.value())
        .containsExactly("{\"k\":1}{\"v\":\"text\"}", "{\"k\":\"one\"}{\"v\":1}");
  }

  @Test
  void userDefinedTypeWithOneMoreField() {
    servers.deliveredKeyspace().type("growing", "(a int)");
    Table table = servers.table("(k int PRIMARY KEY, v frozen<growing>)");
    TopicReader events = servers.events(table);
    table.execute("INSERT INTO %s (k, v) VALUES (1, {a: 1})");

    servers.cluster().execute("ALTER TYPE " + table.keyspace() + ".growing ADD b text");
    table.execute("INSERT INTO %s (k, v) VALUES (1, {a: 2, b: 'x'})");

    assertThat(events.next(2))
        .extracting(Event::value)
        .containsExactly("{\"v\":{\"a\":1}}", "{\"v\":{\"a\":2,\"b\":\"x\"}}");
  }
}
