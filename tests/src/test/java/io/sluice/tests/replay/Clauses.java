package io.sluice.tests.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What statements are put together of. */
final class Clauses {
  private static final int DAY = 86_400;
  private static final int LONGEST = 20 * 365 * DAY;

  private static final int EMPTY_PERCENT = 6;

  private final Dice dice;
  private final Values values;

  Clauses(Dice dice, Values values) {
    this.dice = dice;
    this.values = values;
  }

  /** A value of one column of a partition or clustering key. */
  String keyValue(TableModel table, List<Column> columns, Column column) {
    boolean whole = column.kind() == Column.Kind.PARTITION && columns.size() == 1;
    return !whole && dice.in(EMPTY_PERCENT)
        ? values.oddKey(table.type(column), few(columns))
        : plainKeyValue(table, columns, column);
  }

  /** The same, and never one of no bytes that only CQL can write. */
  String plainKeyValue(TableModel table, List<Column> columns, Column column) {
    return values.key(table.type(column), few(columns));
  }

  private static int few(List<Column> columns) {
    return Math.max(2, 5 - columns.size());
  }

  /** The condition for one row. */
  String row(TableModel table) {
    return and(partition(table), prefix(table, table.clustering()));
  }

  /** The condition for one partition. */
  String partition(TableModel table) {
    List<Column> columns = table.partitionKey();
    return equal(table, columns, columns);
  }

  /** A condition for the first columns of the clustering. */
  String prefix(TableModel table, List<Column> columns) {
    return equal(table, table.clustering(), columns);
  }

  private String equal(TableModel table, List<Column> all, List<Column> columns) {
    return each(columns, column -> column.cql() + " = " + keyValue(table, all, column), " AND ");
  }

  static String and(String... conditions) {
    return List.of(conditions).stream()
        .filter(condition -> !condition.isEmpty())
        .collect(Collectors.joining(" AND "));
  }

  static <T> String each(List<T> items, Function<T, String> text, String separator) {
    return items.stream().map(text).collect(Collectors.joining(separator));
  }

  /** Of an INSERT or UPDATE: nothing, a timestamp, a TTL, or both. */
  String timestampAndTtl(boolean mayHaveTimestamp) {
    List<String> parts = new ArrayList<>();
    if (mayHaveTimestamp && dice.in(50)) {
      parts.add("TIMESTAMP " + dice.timestamp());
    }
    if (dice.in(25)) {
      parts.add("TTL " + ttl());
    }
    return parts.isEmpty() ? "" : " USING " + String.join(" AND ", parts);
  }

  /** Of a DELETE: nothing or a timestamp. */
  String timestamp(boolean mayHaveTimestamp) {
    return mayHaveTimestamp && dice.in(50) ? " USING TIMESTAMP " + dice.timestamp() : "";
  }

  /** Seconds; long enough that nothing expires, 0 for none. */
  int ttl() {
    return dice.in(10) ? 0 : DAY + dice.below(dice.in(5) ? LONGEST - DAY : 5 * DAY);
  }
}
