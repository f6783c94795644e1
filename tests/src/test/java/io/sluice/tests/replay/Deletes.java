package io.sluice.tests.replay;

import static io.sluice.tests.replay.Clauses.and;
import static io.sluice.tests.replay.Clauses.each;

import java.util.List;

/** Makes up DELETEs of rows, ranges and partitions. */
final class Deletes {
  private static final String[] LOWER = {" > ", " >= "};
  private static final String[] UPPER = {" < ", " <= "};

  private final Dice dice;
  private final Clauses clauses;

  Deletes(Dice dice, Clauses clauses) {
    this.dice = dice;
    this.clauses = clauses;
  }

  String row(TableModel table, boolean mayHaveTimestamp) {
    return delete(table, clauses.row(table), mayHaveTimestamp);
  }

  /** Of one partition, or of two. */
  String partition(TableModel table, boolean mayHaveTimestamp) {
    List<Column> key = table.partitionKey();
    if (dice.in(70)) {
      return delete(table, clauses.partition(table), mayHaveTimestamp);
    }
    return delete(table, each(key, column -> in(table, key, column), " AND "), mayHaveTimestamp);
  }

  /** Of rows that one restriction of the clustering columns describes. */
  String range(TableModel table, boolean mayHaveTimestamp) {
    return delete(table, and(clauses.partition(table), restriction(table)), mayHaveTimestamp);
  }

  private String delete(TableModel table, String where, boolean mayHaveTimestamp) {
    return "DELETE FROM %s%s WHERE %s".formatted(table, clauses.timestamp(mayHaveTimestamp), where);
  }

  private String restriction(TableModel table) {
    List<Column> clustering = table.clustering();
    int equal = dice.below(clustering.size());
    List<Column> prefix = clustering.subList(0, equal);
    Column next = clustering.get(equal);
    return switch (dice.below(equal > 0 ? 4 : 3)) {
      case 0 -> and(clauses.prefix(table, prefix), slice(table, next));
      case 1 -> tuples(table, clustering.subList(0, equal + 1));
      case 2 -> and(clauses.prefix(table, prefix), in(table, clustering, next));
      default -> clauses.prefix(table, prefix);
    };
  }

  private String in(TableModel table, List<Column> key, Column column) {
    return column.cql()
        + " IN ("
        + clauses.keyValue(table, key, column)
        + ", "
        + clauses.keyValue(table, key, column)
        + ")";
  }

  private String slice(TableModel table, Column column) {
    String lower = bound(table, column, LOWER);
    String upper = bound(table, column, UPPER);
    return switch (dice.below(3)) {
      case 0 -> lower;
      case 1 -> upper;
      default -> and(lower, upper);
    };
  }

  private String bound(TableModel table, Column column, String... operators) {
    return column.cql()
        + dice.pickOf(operators)
        + clauses.keyValue(table, table.clustering(), column);
  }

  /** Such as {@code (a, b) > (1, 2)}, which makes several ranges where one column is DESC. */
  private String tuples(TableModel table, List<Column> columns) {
    String names = "(" + each(columns, Column::cql, ", ") + ")";
    return switch (dice.below(4)) {
      case 0 -> names + dice.pickOf(LOWER) + tuple(table, columns);
      case 1 -> names + dice.pickOf(UPPER) + tuple(table, columns);
      case 2 ->
          and(
              names + dice.pickOf(LOWER) + tuple(table, columns),
              names + dice.pickOf(UPPER) + tuple(table, columns));
      default -> names + " IN (" + tuple(table, columns) + ", " + tuple(table, columns) + ")";
    };
  }

  private String tuple(TableModel table, List<Column> columns) {
    return "("
        + each(columns, column -> clauses.keyValue(table, table.clustering(), column), ", ")
        + ")";
  }
}
