package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EndToEnd
class TimestampAndTtlIT {
  private final Servers servers;

  TimestampAndTtlIT(Servers servers) {
    this.servers = servers;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 999, 1_000_000_000_000_001L, 1_700_000_000_123_456L})
  void recordHasTheTimeThatTheClientChose(long micros) {
    Event event = insertAt(micros);

    assertThat(event.writetime()).isEqualTo(micros);
    assertThat(event.timestamp()).isEqualTo(micros / 1000);
  }

  /** Kafka takes no record of the far future, and has none of before 1970. */
  @ParameterizedTest
  @ValueSource(longs = {-1, -1_000_000_000_000_000L, 4_102_444_800_000_000L, Long.MAX_VALUE})
  void recordOfAnImpossibleTimeHasThatOfItsCapture(long micros) {
    Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    Event event = insertAt(micros);

    assertThat(event.writetime()).isEqualTo(micros);
    assertThat(Instant.ofEpochMilli(event.timestamp())).isBetween(before, Instant.now());
  }

  @Test
  void writetimeIsTheNewestOfWhatIsSet() {
    Table table = servers.table("(k int PRIMARY KEY, a int, b int)");

    table.execute(
        "BEGIN UNLOGGED BATCH"
            + " UPDATE %s USING TIMESTAMP 1500000000000002 SET a = 1 WHERE k = 1;"
            + " UPDATE %s USING TIMESTAMP 1500000000000003 SET b = 1 WHERE k = 1;"
            + " APPLY BATCH");

    Event event = servers.events(table).next();
    assertThat(event.value()).isEqualTo("{\"a\":1,\"b\":1}");
    assertThat(event.writetime()).isEqualTo(1500000000000003L);
  }

  @Test
  void ttlOfWhatIsWritten() {
    Table table = servers.table("(k int PRIMARY KEY, a int, b int)");
    TopicReader events = servers.events(table);

    table.execute("INSERT INTO %s (k, a) VALUES (1, 1) USING TTL 86400");
    table.execute("UPDATE %s USING TTL 3600 SET a = 2 WHERE k = 1");
    table.execute(
        "INSERT INTO %s (k, a) VALUES (1, 3) USING TIMESTAMP 1700000000000000 AND TTL 60");
    table.execute("INSERT INTO %s (k, a) VALUES (1, 4) USING TTL 0");

    assertThat(events.next(4)).extracting(Event::ttl).containsExactly("86400", "3600", "60", null);
  }

  @Test
  void ttlOfTheTable() {
    Table table = servers.table("(k int PRIMARY KEY, a int) WITH default_time_to_live = 7200");
    TopicReader events = servers.events(table);

    table.execute("INSERT INTO %s (k, a) VALUES (1, 1)");
    table.execute("INSERT INTO %s (k, a) VALUES (1, 1) USING TTL 0");
    table.execute("DELETE a FROM %s WHERE k = 1");

    assertThat(events.next(3)).extracting(Event::ttl).containsExactly("7200", null, null);
  }

  private Event insertAt(long micros) {
    Table table = servers.table("(k text PRIMARY KEY, v text)");
    table.execute("INSERT INTO %s (k, v) VALUES ('a', 'b') USING TIMESTAMP " + micros);
    Event event = servers.events(table).next();
    assertThat(event.value()).isEqualTo("{\"v\":\"b\"}");
    return event;
  }
}
