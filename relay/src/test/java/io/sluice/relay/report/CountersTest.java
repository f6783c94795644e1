package io.sluice.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.relay.change.CapturedRecords;
import io.sluice.relay.change.Outgoing;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountersTest {
  @Test
  void onlyWhatHappenedIsShown() {
    Counters counters = new Counters();
    counters.add(Counter.DELIVERED, 3);
    counters.add(Counter.DEAD_LETTERS);

    assertThat(counters).hasToString("delivered=3 dead_letters=1");
    assertThat(counters.get(Counter.DELIVERED)).isEqualTo(3);
    assertThat(counters.get(Counter.GAPS)).isZero();
  }

  @Test
  void aTableIsCountedByItsNameWhateverItsVersion() {
    Counters counters = new Counters();
    counters.delivered(CapturedRecords.of("shop", "orders", 1, 5_000_000), 7_000_000);
    counters.delivered(CapturedRecords.of("shop", "orders", 2, 5_000_000), 9_000_000);
    counters.add(Counter.DEAD_LETTERS, CapturedRecords.table("shop", "carts", 3));

    assertThat(counters.tables())
        .extracting(TableCounters::table)
        .containsExactly("carts", "orders");
    TableCounters carts = counters.tables().iterator().next();
    assertThat(carts.get(Counter.DEAD_LETTERS)).isEqualTo(1);
    assertThat(carts.get(Counter.DELIVERED)).isZero();
    assertThat(carts.deliveredAt()).isEmpty();
    TableCounters orders = counters.tables().stream().skip(1).findFirst().orElseThrow();
    assertThat(orders.keyspace()).isEqualTo("shop");
    assertThat(orders.get(Counter.DELIVERED)).isEqualTo(2);
    assertThat(orders.deliveredAt()).hasValue(9.0);
    assertThat(counters).hasToString("delivered=2 dead_letters=1");
    assertThat(counters.latency().read().sum()).isEqualTo(6.0);
  }

  @Test
  void whatIsOfNoKnownTableIsCountedAllTheSame() {
    Counters counters = new Counters();
    counters.delivered(new Outgoing("t", null, null, 1, List.of()), 7_000_000);
    counters.add(Counter.DEAD_LETTERS, null);

    assertThat(counters).hasToString("delivered=1 dead_letters=1");
    assertThat(counters.tables()).isEmpty();
    assertThat(counters.latency().read().sum()).isZero();
  }

  @Test
  void everyCounterSaysWhatItMeans() {
    assertThat(Counter.values()).allSatisfy(c -> assertThat(c.meaning()).isNotBlank());
  }
}
