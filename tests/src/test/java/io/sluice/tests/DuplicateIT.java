package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is delivered twice, and what only once, in every envelope. */
@EndToEnd
class DuplicateIT {
  private static final String TABLE = "(k text PRIMARY KEY, a text, b text)";
  private static final long TIMESTAMP = 1_700_000_000_000_000L;
  private static final String USING = " USING TIMESTAMP " + TIMESTAMP;
  private static final String INSERT = "INSERT INTO %s (k, a) VALUES ('x', 'same')" + USING;

  private final Servers servers;
  private final Envelopes envelopes;

  DuplicateIT(Servers servers) {
    this.servers = servers;
    envelopes = new Envelopes(servers);
  }

  @Test
  void sameMutationTwiceIsDeliveredOnce() {
    Table table = envelopes.table(TABLE);
    table.execute(INSERT);
    table.execute(INSERT);
    table.execute("DELETE b FROM %s" + USING + " WHERE k = 'x'");
    table.execute("DELETE b FROM %s" + USING + " WHERE k = 'x'");

    assertDelivered(table, "{a:'same'}", "{b:null}");
  }

  /** A driver gives a statement its timestamp once, however often it sends it. */
  @Test
  void retryOfADriverIsDeliveredOnce() {
    Table table = envelopes.table(TABLE);
    executeAtOneTime(table, "INSERT INTO %s (k, a, b) VALUES ('x', 'one', null)", 2);
    executeAtOneTime(table, "DELETE FROM %s WHERE k = 'x'", 2);

    assertDelivered(table, "{a:'one',b:null}", "null");
  }

  @Test
  void mutationWithTtlIsKnownAgainLater() {
    Table table = envelopes.table(TABLE);
    table.execute(INSERT + " AND TTL 1000");
    awaitNextSecond();
    table.execute(INSERT + " AND TTL 1000");

    assertDelivered(table, "{a:'same'}");
  }

  /** A retry carries one timestamp, but not every equal timestamp is a retry's. */
  @Test
  void differentMutationsOfEqualKeyAndWritetimeAreBothDelivered() {
    Table table = envelopes.table(TABLE);
    table.execute(INSERT);
    table.execute("UPDATE %s" + USING + " SET b = 'other' WHERE k = 'x'");
    table.execute("UPDATE %s" + USING + " SET a = 'other' WHERE k = 'x'");
    table.execute("UPDATE %s" + USING + " SET a = 'same' WHERE k = 'x'");
    table.execute("DELETE FROM %s" + USING + " WHERE k = 'x'");

    assertDelivered(table, "{a:'same'}", "{b:'other'}", "{a:'other'}", "{a:'same'}", "null");
  }

  @Test
  void equalMutationsOfOtherTimesAreBothDelivered() {
    Table table = envelopes.table(TABLE);
    table.execute(INSERT);
    table.execute(INSERT.replace(USING, " USING TIMESTAMP " + (TIMESTAMP + 1)));

    assertDelivered(table, "{a:'same'}", "{a:'same'}");
  }

  /** Nobody can tell a retry from one more increment. */
  @Test
  void countersAreAlwaysDelivered() {
    Table table = envelopes.table("(k text PRIMARY KEY, n counter)");
    executeAtOneTime(table, "UPDATE %s SET n = n + 1 WHERE k = 'x'", 3);
    table.execute("UPDATE %s SET n = n - 1 WHERE k = 'marker'");

    assertComplete(table, "{n:1}", "{n:1}", "{n:1}");
  }

  @Test
  void sameMutationOfTwoTablesIsDeliveredForEach() {
    Table one = envelopes.table(TABLE);
    Table other = envelopes.table(TABLE);
    one.execute(INSERT);
    other.execute(INSERT);

    assertDelivered(one, "{a:'same'}");
    assertDelivered(other, "{a:'same'}");
  }

  private void executeAtOneTime(Table table, String cql, int times) {
    SimpleStatement statement =
        SimpleStatement.newInstance(cql.replace("%s", table.toString()))
            .setQueryTimestamp(TIMESTAMP + cql.length());
    for (int i = 0; i < times; i++) {
      servers.cluster().execute(statement);
    }
  }

  private void assertDelivered(Table table, String... columns) {
    table.execute("INSERT INTO %s (k) VALUES ('marker')");
    assertComplete(table, columns);
  }

  /** Whatever was written before the marker comes before it, or not at all. */
  private void assertComplete(Table table, String... columns) {
    Envelopes.FORMS.forEach(
        (envelope, form) -> {
          List<Event> events =
              envelopes
                  .events(table, envelope)
                  .until(
                      "the marker", event -> form.key(event).get("k").textValue().equals("marker"));
          assertThat(events.subList(0, events.size() - 1))
              .as(envelope)
              .extracting(event -> Contents.of(envelope, event).columns())
              .isEqualTo(Stream.of(columns).map(Json::parse).toList());
        });
  }

  private static void awaitNextSecond() {
    long second = System.currentTimeMillis() / 1000;
    Awaitility.await().until(() -> System.currentTimeMillis() / 1000 > second);
  }
}
