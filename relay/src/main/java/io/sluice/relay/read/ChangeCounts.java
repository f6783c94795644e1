package io.sluice.relay.read;

import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Table;
import io.sluice.wal.Damage;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.Position;
import io.sluice.wal.record.TableSchema;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * Counts captured updates in a journal. A segment that is written to no more is read once, and its
 * counts are remembered, so that asking again costs next to nothing. For any thread, one after the
 * other.
 */
public final class ChangeCounts {
  /** The newest may be one that is ready for when the one before it is full. */
  private static final int STILL_WRITTEN = 2;

  private final JournalDirectory directory;
  private final Function<TableSchema, Table> tableReader;
  private final Map<Long, Map<Table, Long>> remembered = new HashMap<>();

  /** Has counted nothing yet. */
  public ChangeCounts(JournalDirectory directory, Function<TableSchema, Table> tableReader) {
    this.directory = directory;
    this.tableReader = tableReader;
  }

  /**
   * What is to be counted.
   *
   * @param tables updates of these
   * @param from where they stand, or behind it
   * @param open those before it that count as well
   * @param excluded those places that do not
   * @param plainFrom behind this place {@code excluded} is true of no place
   */
  public record Query(
      Predicate<Table> tables, long from, Set<Long> open, LongPredicate excluded, long plainFrom) {
    private long oldest() {
      return open.stream().mapToLong(one -> one).min().orElse(from);
    }

    private boolean has(long position) {
      return (position >= from || open.contains(position)) && !excluded.test(position);
    }

    private boolean hasAllOf(long segment) {
      return Position.of(segment, 0) >= Math.max(from, plainFrom);
    }
  }

  /**
   * What was counted.
   *
   * @param bytesLeft of segments that there was no time for
   */
  public record Count(long changes, long bytesLeft) {
    public boolean isComplete() {
      return bytesLeft == 0;
    }
  }

  /**
   * Counts.
   *
   * @param patience no segment is begun after that; what was counted by then is remembered
   * @throws IOException if the journal cannot be read
   */
  public synchronized Count count(Query query, Duration patience) throws IOException {
    List<Long> segments = directory.segments();
    remembered.keySet().retainAll(segments);
    long deadline = System.nanoTime() + patience.toNanos();
    long changes = 0;
    long bytesLeft = 0;
    for (int i = 0; i < segments.size(); i++) {
      long segment = segments.get(i);
      if (segment < Position.segment(query.oldest())) {
        continue;
      }
      boolean known = query.hasAllOf(segment) && remembered.containsKey(segment);
      if (!known && System.nanoTime() - deadline > 0) {
        bytesLeft += directory.sizeOf(segment);
      } else if (query.hasAllOf(segment)) {
        changes += sum(counts(segment, i < segments.size() - STILL_WRITTEN), query.tables);
      } else {
        changes += sum(read(segment, query::has), query.tables);
      }
    }
    return new Count(changes, bytesLeft);
  }

  private static long sum(Map<Table, Long> counts, Predicate<Table> tables) {
    return counts.entrySet().stream()
        .filter(one -> tables.test(one.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private Map<Table, Long> counts(long segment, boolean isOver) throws IOException {
    Map<Table, Long> known = remembered.get(segment);
    if (known != null) {
      return known;
    }
    Map<Table, Long> counts = read(segment, position -> true);
    if (isOver) {
      remembered.put(segment, counts);
    }
    return counts;
  }

  private Map<Table, Long> read(long segment, LongPredicate wanted) throws IOException {
    Map<Table, Long> counts = new HashMap<>();
    try (JournalWalk walk = new JournalWalk(directory, segment, tableReader)) {
      Counting counting = new Counting(segment, wanted, counts);
      while (!counting.isOver && walk.next(counting)) {
        // it counts
      }
    }
    return counts;
  }

  /** One segment. */
  private static final class Counting implements JournalWalk.Visitor {
    private final long segment;
    private final LongPredicate wanted;
    private final Map<Table, Long> counts;
    private boolean isOver;

    Counting(long segment, LongPredicate wanted, Map<Table, Long> counts) {
      this.segment = segment;
      this.wanted = wanted;
      this.counts = counts;
    }

    @Override
    public void change(Captured captured) {
      isOver = Position.segment(captured.position()) > segment;
      if (!isOver && wanted.test(captured.position())) {
        counts.merge(captured.table(), 1L, Long::sum);
      }
    }

    @Override
    public void other(long position, WalRecord record) {
      isOver = Position.segment(position) > segment;
    }

    @Override
    public void damage(Damage damage) {
      isOver = Position.segment(damage.from()) > segment;
    }

    @Override
    public void undecodable(long position, String reason) {
      isOver = Position.segment(position) > segment;
    }
  }
}
