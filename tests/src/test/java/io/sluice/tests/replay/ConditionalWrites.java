package io.sluice.tests.replay;

import static io.sluice.tests.replay.Clauses.and;

/** Makes up conditional writes; some apply, some don't. */
final class ConditionalWrites {
  private final Dice dice;
  private final Values values;
  private final Clauses clauses;

  ConditionalWrites(Dice dice, Values values, Clauses clauses) {
    this.dice = dice;
    this.values = values;
    this.clauses = clauses;
  }

  String next(TableModel table) {
    if (dice.in(15)) {
      String partition = clauses.partition(table);
      return "BEGIN BATCH %s; %s; APPLY BATCH"
          .formatted(update(table, partition), insert(table, partition));
    }
    String partition = clauses.partition(table);
    return switch (dice.below(6)) {
      case 0, 1 -> insert(table, partition);
      case 2 -> statics(table, partition);
      case 3 ->
          "DELETE FROM %s WHERE %s IF EXISTS"
              .formatted(table, and(partition, clauses.prefix(table, table.clustering())));
      default -> update(table, partition);
    };
  }

  private String insert(TableModel table, String partition) {
    return "INSERT INTO %s (p, c, v, w, l) VALUES (%s, %s, %s, %s, %s) IF NOT EXISTS%s"
        .formatted(
            table,
            partition.substring("p = ".length()),
            clauses.keyValue(table, table.clustering(), table.column("c")),
            values.orNull(table.type(table.column("v"))),
            values.maybe(table.type(table.column("w"))),
            values.orNull(table.type(table.column("l"))),
            clauses.timestampAndTtl(false));
  }

  private String update(TableModel table, String partition) {
    String value = values.orNull(table.type(table.column("v")));
    String list = values.of(table.type(table.column("l")));
    return "UPDATE %s%s SET v = %s, l = %s WHERE %s IF %s"
        .formatted(
            table,
            clauses.timestampAndTtl(false),
            value,
            dice.pickOf("l + " + list, list + " + l", list),
            and(partition, clauses.prefix(table, table.clustering())),
            dice.pickOf("EXISTS", "w = NULL", "v != 'a'"));
  }

  private String statics(TableModel table, String partition) {
    return "UPDATE %s SET s = %s WHERE %s IF s %s"
        .formatted(
            table,
            values.maybe(table.type(table.column("s"))),
            partition,
            dice.pickOf("= NULL", "!= 1", "!= NULL"));
  }
}
