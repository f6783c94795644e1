package io.sluice.tests.replay;

import static io.sluice.tests.replay.Clauses.each;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes up changes of counters. One that was deleted is never counted up again: Cassandra does not
 * say what it is then. So new rows and partitions take the place of those deleted.
 */
final class CounterWrites {
  private static final int FEW = 4;
  private static final int MOST_IN_BATCH = 5;

  private final Dice dice;
  private int partition;
  private int row;

  CounterWrites(Dice dice) {
    this.dice = dice;
  }

  /** Increments, seldom a delete. */
  String next(TableModel table) {
    int kind = dice.below(100);
    if (kind < 2) {
      return "DELETE FROM %s WHERE p = %d".formatted(table, partition++);
    } else if (kind < 5) {
      return deleteOfRows(table, row++);
    } else if (kind < 25) {
      return IntStream.rangeClosed(0, dice.below(MOST_IN_BATCH))
          .mapToObj(i -> increment(table))
          .collect(Collectors.joining("; ", "BEGIN COUNTER BATCH ", "; APPLY BATCH"));
    }
    return increment(table);
  }

  /** Rows below the first that is still counted up. */
  private String deleteOfRows(TableModel table, int last) {
    String what = dice.pickOf("", "n, m");
    String where = what.isEmpty() ? dice.pickOf("=", "<=") : "=";
    return "DELETE %s FROM %s WHERE p = %d AND c %s %d"
        .formatted(what, table, partition + dice.below(FEW), where, last);
  }

  private String increment(TableModel table) {
    int p = partition + dice.below(FEW);
    if (dice.in(15)) {
      return "UPDATE %s SET %s WHERE p = %d"
          .formatted(table, each(table.statics(), this::change, ", "), p);
    }
    List<Column> columns = dice.some(table.regulars());
    return "UPDATE %s SET %s WHERE p = %d AND c = %d"
        .formatted(table, each(columns, this::change, ", "), p, row + dice.below(FEW));
  }

  private String change(Column column) {
    long by = dice.in(5) ? 9_000_000_000_000L : dice.below(100);
    return "%1$s = %1$s %2$s %3$d".formatted(column.cql(), dice.pickOf("+", "-"), by);
  }
}
