package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.tests.harness.Contenders;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lightweight transactions that get in each other's way: Paxos has most of them try again. */
@EndToEnd
class ContentionIT {
  private static final int CLIENTS = 16;
  private static final int KEYS = 10;
  private static final Duration TIME = Duration.ofMinutes(1);

  private final Servers servers;

  ContentionIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void eachThatIsAppliedHasOneRecordAndNoOther() {
    Table table = servers.table(Contenders.TABLE);
    long failedBefore = failedAttempts();
    Contenders contenders = Contenders.run(table, CLIENTS, KEYS, TIME);
    table.execute("INSERT INTO %s (k, v) VALUES (-1, 'marker')");
    List<Event> events =
        servers.events(table).until("the marker", event -> event.value().contains("marker"));

    contenders.assertAllApplied(events);
    contenders.assertNoneRefused(events);
    contenders.assertInTheOrderOfPaxos(events);
    assertThat(contenders.applied()).isGreaterThan(CLIENTS * KEYS);
    assertThat(failedAttempts()).as("captured attempts that lost").isGreaterThan(failedBefore);
  }

  private long failedAttempts() {
    return (long) servers.node().triggerAttribute("OutcomesFailed");
  }
}
