package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Cassandra stores a conditional write with another writetime than the trigger sees. */
@EndToEnd
class LwtWritetimeIT {
  private static final String ROW = "k = 'a' AND \"Cl\" = 1";

  private final Servers servers;

  LwtWritetimeIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void unlessToldOtherwiseRecordsSayThatTheirsIsProposed() {
    Table table = servers.table("(k text PRIMARY KEY, v int)");
    TopicReader events = servers.events(table);

    table.execute("INSERT INTO %s (k, v) VALUES ('a', 1) IF NOT EXISTS");
    table.execute("UPDATE %s SET v = 2 WHERE k = 'a' IF v = 1");
    table.execute("UPDATE %s SET v = 3 WHERE k = 'a'");

    assertThat(events.next(3))
        .extracting(LwtWritetimeIT::kind)
        .containsExactly("proposed", "proposed", null);
    assertThat(events.soFar().get(2).writetime()).isEqualTo(table.writetime("v", "k = 'a'"));
  }

  @Test
  void theStoredOneIsReadBack() {
    Delivery to = new Delivery(servers);

    to.table.execute(
        "INSERT INTO %s (k, \"Cl\", v, \"Set\", f) VALUES ('a', 1, 'one', {1}, {2}) IF NOT EXISTS");
    to.assertStored(to.topic.next(), "v");
    to.table.execute("UPDATE %s SET v = '', f = {3} WHERE " + ROW + " IF v = 'one'");
    to.assertStored(to.topic.next(), "f");
    to.table.execute("UPDATE %s SET v = null, f = {4} WHERE " + ROW + " IF f = {3}");
    to.assertStored(to.topic.next(), "f");
    to.table.execute("UPDATE %s SET s = 7 WHERE k = 'a' IF s = null");
    to.assertStored(to.topic.next(), "s", "k = 'a'");
    to.table.execute("UPDATE %s USING TTL 3600 SET v = 'x' WHERE " + ROW + " IF EXISTS");
    Event last = to.topic.next();
    to.assertStored(last, "v");
    assertThat(last.ttl()).isEqualTo("3600");
  }

  @Test
  void whatIsNotStoredAnyMoreStaysAsProposed() {
    Delivery to = new Delivery(servers);
    to.relay.stop();
    to.table.execute("INSERT INTO %s (k, \"Cl\", v) VALUES ('a', 1, 'one') IF NOT EXISTS");
    to.table.execute("UPDATE %s SET v = 'two' WHERE " + ROW + " IF v = 'one'");
    to.table.execute("UPDATE %s SET \"Set\" = {1} WHERE " + ROW + " IF v = 'two'");
    to.table.execute("INSERT INTO %s (k, \"Cl\", v) VALUES ('b', 1, 'one') IF NOT EXISTS");
    to.table.execute("DELETE FROM %s WHERE k = 'b' AND \"Cl\" = 1 IF EXISTS");
    to.relay.start();

    assertThat(to.topic.next(5))
        .extracting(LwtWritetimeIT::kind)
        .containsExactly("proposed", null, "proposed", "proposed", "proposed");
    to.assertStored(to.topic.soFar().get(1), "v");
  }

  @Test
  void aTableThatIsGoneHoldsUpNothing() {
    Delivery to = new Delivery(servers);
    to.relay.stop();
    to.table.execute("INSERT INTO %s (k, \"Cl\", v) VALUES ('a', 1, 'one') IF NOT EXISTS");
    to.table.drop();
    to.relay.start();

    assertThat(kind(to.topic.next())).isEqualTo("proposed");
    assertThat(to.relay.log()).content().contains(to.table + ": its conditional writes keep");
  }

  @Test
  void whileTheNodeIsDownTheDestinationWaits() {
    Delivery to = new Delivery(servers);
    to.relay.stop();
    to.table.execute("INSERT INTO %s (k, \"Cl\", v) VALUES ('a', 1, 'one') IF NOT EXISTS");
    servers.node().stop();
    try {
      to.relay.start();
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(to.relay.log())
                      .content()
                      .contains("lwt_writetime: read needs Cassandra", "cassandra.contact_points"));
    } finally {
      servers.node().start();
    }

    to.assertStored(to.topic.next(), "v");
  }

  private static String kind(Event event) {
    return event.headers().get("writetime_kind");
  }

  /** A table of its own, with a relay of its own that reads stored writetimes. */
  private static final class Delivery {
    final Table table;
    final RelayProcess relay;
    final TopicReader topic;

    Delivery(Servers servers) {
      table =
          servers
              .cluster()
              .keyspace()
              .table(
                  "(k text, \"Cl\" int, s int static, v text, f frozen<set<int>>,"
                      + " \"Set\" set<int>, PRIMARY KEY (k, \"Cl\"))");
      relay =
          servers.relay(
              new RelaySettings()
                  .destination("d", table.toString(), servers.kafka().bootstrap())
                  .readingWritetimes(servers.node())
                  .channel(table, "d"));
      topic = servers.kafka().read(table.toString());
    }

    void assertStored(Event event, String column) {
      assertStored(event, column, ROW);
    }

    void assertStored(Event event, String column, String where) {
      long stored = table.writetime(column, where);
      assertThat(event.writetime()).isEqualTo(stored);
      assertThat(event.timestamp()).isEqualTo(stored / 1000);
      assertThat(event.headers()).doesNotContainKeys("writetime_kind", "outcome");
    }
  }
}
