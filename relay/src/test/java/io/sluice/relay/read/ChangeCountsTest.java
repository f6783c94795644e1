package io.sluice.relay.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.relay.DemoTable;
import io.sluice.relay.change.Table;
import io.sluice.relay.decode.TableSchemas;
import io.sluice.wal.Position;
import io.sluice.wal.SchemaRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeCountsTest {
  private static final Duration AGES = Duration.ofMinutes(1);

  @TempDir Path directory;
  private JournalFixture journal;
  private ChangeCounts counts;

  @BeforeEach
  void open() throws Exception {
    journal = new JournalFixture(directory.resolve("journal"), DemoTable.SCHEMA);
    counts = new ChangeCounts(journal.directory(), new TableSchemas()::table);
  }

  @AfterEach
  void close() throws Exception {
    journal.close();
  }

  @Test
  void whatStandsBehindAPlaceIsCountedByTableOverManySegments() throws Exception {
    SchemaRecord other = new SchemaRecord(DemoTable.named("other"));
    List<Long> places = new ArrayList<>();
    while (places.isEmpty() || Position.segment(places.get(places.size() - 1)) < 6) {
      places.add(journal.change(DemoTable.insert("k", "v")));
      journal.change(other, DemoTable.insert("k", "v"));
    }
    for (int again = 0; again < 2; again++) { // the second time from what is remembered
      for (int from = 0; from < places.size(); from += 7) {
        assertThat(
                count(
                    "demo_table",
                    places.get(from),
                    Set.of(),
                    ChangeCountsTest::nothing,
                    Position.NONE))
            .isEqualTo(places.size() - from);
      }
    }
    assertThat(count("other", Position.NONE, Set.of(), ChangeCountsTest::nothing, Position.NONE))
        .isEqualTo(places.size());
    journal.change(DemoTable.insert("k", "v"));
    assertThat(
            count("demo_table", Position.NONE, Set.of(), ChangeCountsTest::nothing, Position.NONE))
        .isEqualTo(places.size() + 1);
  }

  @Test
  void whatIsOpenCountsAndWhatIsDroppedDoesNot() throws Exception {
    long first = journal.change(DemoTable.insert("k", "1"));
    long second = journal.change(DemoTable.insert("k", "2"));
    long third = journal.change(DemoTable.insert("k", "3"));
    assertThat(count("demo_table", third, Set.of(first), ChangeCountsTest::nothing, Position.NONE))
        .isEqualTo(2);
    assertThat(count("demo_table", first, Set.of(), at -> at < third, third)).isEqualTo(1);
    assertThat(count("demo_table", first, Set.of(), at -> at == second, third)).isEqualTo(2);
  }

  @Test
  void withoutTimeItSaysHowMuchIsLeftAndGetsFurtherTheNextTime() throws Exception {
    journal.fillSegments(5);
    ChangeCounts.Query query =
        query("demo_table", Position.NONE, Set.of(), ChangeCountsTest::nothing, 0);
    ChangeCounts.Count none = counts.count(query, Duration.ofSeconds(-1));
    assertThat(none.isComplete()).isFalse();
    assertThat(none.bytesLeft())
        .isEqualTo(journal.directory().segments().size() * (long) JournalFixture.SEGMENT_SIZE);
    assertThat(counts.count(query, AGES).isComplete()).isTrue();
    ChangeCounts.Count remembered = counts.count(query, Duration.ofSeconds(-1));
    assertThat(remembered.bytesLeft()) // a further one may have been made ahead meanwhile
        .isBetween(2L * JournalFixture.SEGMENT_SIZE, 3L * JournalFixture.SEGMENT_SIZE);
  }

  private static boolean nothing(long position) {
    return false;
  }

  private long count(
      String table, long from, Set<Long> open, LongPredicate excluded, long plainFrom)
      throws Exception {
    return counts.count(query(table, from, open, excluded, plainFrom), AGES).changes();
  }

  private static ChangeCounts.Query query(
      String table, long from, Set<Long> open, LongPredicate excluded, long plainFrom) {
    Predicate<Table> tables = one -> one.name().equals(table);
    return new ChangeCounts.Query(tables, from, open, excluded, plainFrom);
  }
}
