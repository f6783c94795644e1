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
class DuplicateIT {
  private static final String INSERT =
      "INSERT INTO %s (k, a) VALUES ('x', 'same') USING TIMESTAMP 1700000000000000";

  private final Servers servers;

  DuplicateIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void sameMutationTwiceIsDeliveredOnce() {
    Table table = servers.table("(k text PRIMARY KEY, a text, b text)");
    table.execute(INSERT);
    table.execute(INSERT);

    assertThat(valuesUpToMarker(table)).containsExactly("{\"a\":\"same\"}");
  }

  @Test
  void mutationWithTtlIsKnownAgainLater() {
    Table table = servers.table("(k text PRIMARY KEY, a text, b text)");
    table.execute(INSERT + " AND TTL 1000");
    awaitNextSecond();
    table.execute(INSERT + " AND TTL 1000");

    assertThat(valuesUpToMarker(table)).containsExactly("{\"a\":\"same\"}");
  }

  /** A retry carries one timestamp, but not every equal timestamp is a retry's. */
  @Test
  void differentMutationsOfEqualKeyAndWritetimeAreBothDelivered() {
    Table table = servers.table("(k text PRIMARY KEY, a text, b text)");
    table.execute(INSERT);
    table.execute("UPDATE %s USING TIMESTAMP 1700000000000000 SET b = 'other' WHERE k = 'x'");
    table.execute("UPDATE %s USING TIMESTAMP 1700000000000000 SET a = 'other' WHERE k = 'x'");

    assertThat(valuesUpToMarker(table))
        .containsExactly("{\"a\":\"same\"}", "{\"b\":\"other\"}", "{\"a\":\"other\"}");
  }

  @Test
  void sameMutationOfTwoTablesIsDeliveredForEach() {
    Table one = servers.table("(k text PRIMARY KEY, a text, b text)");
    Table other = servers.table("(k text PRIMARY KEY, a text, b text)");
    one.execute(INSERT);
    other.execute(INSERT);

    assertThat(valuesUpToMarker(one)).containsExactly("{\"a\":\"same\"}");
    assertThat(valuesUpToMarker(other)).containsExactly("{\"a\":\"same\"}");
  }

  /** Whatever was written before the marker comes before it, or not at all. */
  private List<String> valuesUpToMarker(Table table) {
    table.execute("INSERT INTO %s (k) VALUES ('marker')");
    TopicReader events = servers.events(table);
    List<Event> all = events.until("the marker", event -> event.key().contains("marker"));
    return all.subList(0, all.size() - 1).stream().map(Event::value).toList();
  }

  private static void awaitNextSecond() {
    long second = System.currentTimeMillis() / 1000;
    org.awaitility.Awaitility.await().until(() -> System.currentTimeMillis() / 1000 > second);
  }
}
