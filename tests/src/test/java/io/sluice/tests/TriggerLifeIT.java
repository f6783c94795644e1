package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.sluice.sandbox.Checkout;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.OnCassandra;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Triggers come and go on a node that keeps running. */
@EndToEnd
class TriggerLifeIT {
  private static final String COLUMNS = "(k text PRIMARY KEY, v text)";
  private static final String INSERT = "INSERT INTO %s (k, v) VALUES (?, 'x')";

  private final Servers servers;

  TriggerLifeIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void droppedAndCreatedAgain() {
    Table table = servers.table(COLUMNS);
    table.execute(INSERT, "before");
    table.dropTrigger();
    table.execute(INSERT, "without");
    table.createTrigger();
    table.execute(INSERT, "after");

    assertThat(servers.events(table).next(2))
        .extracting(Event::key)
        .containsExactly("{\"k\":\"before\"}", "{\"k\":\"after\"}");
  }

  @Test
  @OnCassandra(before = "6.0", feature = "prepared statements keep their table as it was")
  void statementsPreparedBeforeTheTriggerAreCapturedOnceTheyAreInvalidated() {
    Table table = servers.deliveredKeyspace().uncapturedTable(COLUMNS);
    PreparedStatement insert = table.prepare(INSERT);
    table.execute(insert.bind("before the trigger"));
    table.createTrigger();
    table.execute(insert.bind("not captured"));

    table.execute("ALTER TABLE %s WITH gc_grace_seconds = 864001");
    table.execute(insert.bind("captured"));

    assertThat(servers.events(table).next().key()).isEqualTo("{\"k\":\"captured\"}");
  }

  @Test
  @OnCassandra(since = "6.0", feature = "prepared statements see their table as it is")
  void statementsPreparedBeforeTheTriggerAreCaptured() {
    Table table = servers.deliveredKeyspace().uncapturedTable(COLUMNS);
    PreparedStatement insert = table.prepare(INSERT);
    table.execute(insert.bind("before the trigger"));
    table.createTrigger();
    table.execute(insert.bind("captured"));

    assertThat(servers.events(table).next().key()).isEqualTo("{\"k\":\"captured\"}");
  }

  @Test
  void jarDroppedIntoARunningNode() throws IOException {
    Table table = servers.deliveredKeyspace().uncapturedTable(COLUMNS);
    Path jar = servers.node().triggersDirectory().resolve(Checkout.triggerJar().getFileName());
    Files.delete(jar);
    servers.node().reloadTriggers();
    assertThatThrownBy(table::createTrigger).hasMessageContaining("couldn't be loaded");

    servers.node().installTrigger(Checkout.triggerJar());
    servers.node().reloadTriggers();
    table.createTrigger();
    table.execute(INSERT, "a");

    assertThat(servers.events(table).next().key()).isEqualTo("{\"k\":\"a\"}");
  }
}
