package io.sluice.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.relay.report.Counter;
import io.sluice.relay.report.TableCounters;
import io.sluice.wal.record.Outcome.Kind;
import org.junit.jupiter.api.Test;

/** A destination counts what becomes of each table's changes. */
class CountedTablesTest extends RunningDestination {
  @Test
  void everythingThatBecomesOfAChangeIsCountedForItsTable() throws Exception {
    extra = "    value_converter: { class: " + PickyConverter.class.getName() + " }\n";
    insert("a", "1");
    insert("a", "1");
    insert("p", PickyConverter.POISON);
    journal.outcome(Kind.FAILED, attempt("b", "2"));
    insert("c", "3");
    insert("d", "4");
    start();

    await().until(() -> counters.get(Counter.DELIVERED) == 3);
    TableCounters table = counters.tables().iterator().next();
    assertThat(counters.tables()).hasSize(1);
    assertThat(table.keyspace()).isEqualTo("demo_ks");
    assertThat(table.table()).isEqualTo("demo_table");
    assertThat(table.get(Counter.DELIVERED)).isEqualTo(3);
    assertThat(table.get(Counter.DUPLICATES)).isEqualTo(1);
    assertThat(table.get(Counter.DEAD_LETTERS)).isEqualTo(1);
    assertThat(table.get(Counter.DROPPED)).isEqualTo(1);
    assertThat(table.deliveredAt()).isPresent();
  }
}
