package io.sluice.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.relay.change.Header;
import io.sluice.relay.change.Outgoing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentRecordsTest {
  private final RecentRecords records = new RecentRecords(true);

  @Test
  void aRecordIsShownWithWhatItIsOf() {
    records.add(record("{\"k\":1}"));
    assertThat(records.all())
        .singleElement()
        .usingRecursiveComparison()
        .ignoringFields("atMillis")
        .isEqualTo(
            new RecentRecords.Shown(1, 0, "orders", "shop.orders", "DELETE", "{\"k\":1}", "null"));
  }

  @Test
  void theNewestAreKept() {
    for (int i = 1; i <= 120; i++) {
      records.add(record("key " + i));
    }
    assertThat(records.all()).hasSize(50);
    assertThat(records.all()).first().extracting("number", "key").containsExactly(120L, "key 120");
    assertThat(records.all()).last().extracting("number", "key").containsExactly(71L, "key 71");
  }

  @Test
  void unlessTheyAreWantedNoneAreKept() {
    RecentRecords unwanted = new RecentRecords(false);
    unwanted.add(record("k"));
    assertThat(unwanted.areWanted()).isFalse();
    assertThat(unwanted.all()).isEmpty();
  }

  private static Outgoing record(String key) {
    List<Header> headers =
        List.of(
            new Header("keyspace", "shop"),
            new Header("table", "orders"),
            new Header("operation", "DELETE"));
    return new Outgoing("orders", key.getBytes(StandardCharsets.UTF_8), null, 1, headers);
  }
}
