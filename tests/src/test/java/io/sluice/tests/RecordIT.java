package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whole records, byte by byte, with all their headers. */
@EndToEnd
class RecordIT {
  private final Servers servers;

  RecordIT(Servers servers) {
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
  void recordOfARowWithACollection() {
    Table table = servers.table("(k int PRIMARY KEY, a text, s set<int>, z text)");

    table.execute("INSERT INTO %s (k, a, s, z) VALUES (1, 'a', {1}, 'z') USING TTL 500");

    Event event = servers.events(table).next();
    assertThat(event.value()).isEqualTo("{\"a\":\"a\",\"z\":\"z\",\"s\":[1]}");
    assertThat(event.ttl()).isEqualTo("500");
    assertThat(event.writetime()).isEqualTo(table.writetime("a", "k = 1"));
  }

  @Test
  void recordOfADelete() {
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
}
