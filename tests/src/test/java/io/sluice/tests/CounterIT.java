package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import org.junit.jupiter.api.Test;

@EndToEnd
class CounterIT {
  private final Servers servers;

  CounterIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void recordHasTheIncrement() {
    Table table = servers.table("(k text PRIMARY KEY, hits counter, misses counter)");
    TopicReader events = servers.events(table);

    table.execute("UPDATE %s SET hits = hits + 5 WHERE k = 'a'");
    table.execute("UPDATE %s SET hits = hits - 2, misses = misses + 9000000000 WHERE k = 'a'");

    assertThat(events.next(2))
        .extracting(event -> event.operation() + event.key() + event.value())
        .containsExactly(
            "UPDATE{\"k\":\"a\"}{\"hits\":5}",
            "UPDATE{\"k\":\"a\"}{\"hits\":-2,\"misses\":9000000000}");
  }

  /** Two increments that look the same count twice: they are no copies of each other. */
  @Test
  void sameIncrementTwiceIsDeliveredTwice() {
    Table table = servers.table("(k text PRIMARY KEY, hits counter)");
    TopicReader events = servers.events(table);

    table.execute("UPDATE %s SET hits = hits + 1 WHERE k = 'a'");
    table.execute("UPDATE %s SET hits = hits + 1 WHERE k = 'a'");

    assertThat(events.next(2)).extracting(Event::value).containsOnly("{\"hits\":1}");
  }

  @Test
  void deleted() {
    Table table = servers.table("(k text PRIMARY KEY, hits counter)");
    TopicReader events = servers.events(table);

    table.execute("DELETE hits FROM %s WHERE k = 'a'");
    table.execute("DELETE FROM %s WHERE k = 'a'");

    assertThat(events.next(2))
        .extracting(event -> event.operation() + event.value())
        .containsExactly("UPDATE{\"hits\":null}", "DELETEnull");
  }
}
