package io.sluice.tests.replay;

import static io.sluice.tests.replay.Clauses.each;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.sluice.tests.replay.Step.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes up INSERTs. */
final class Writes {
  private final Dice dice;
  private final Values values;
  private final Clauses clauses;

  Writes(Dice dice, Values values, Clauses clauses) {
    this.dice = dice;
    this.values = values;
    this.clauses = clauses;
  }

  /** Of a row, with some of its columns; seldom with nothing but the key. */
  String insert(TableModel table, boolean mayHaveTimestamp) {
    List<Column> columns = new ArrayList<>(key(table));
    if (!table.regulars().isEmpty() && dice.in(90)) {
      columns.addAll(dice.some(table.regulars()));
    }
    if (!table.statics().isEmpty() && dice.in(20)) {
      columns.addAll(dice.some(table.statics()));
    }
    return insert(table, columns) + clauses.timestampAndTtl(mayHaveTimestamp);
  }

  /** Of static columns alone. */
  String insertStatics(TableModel table, boolean mayHaveTimestamp) {
    List<Column> columns = new ArrayList<>(table.partitionKey());
    columns.addAll(dice.some(table.statics()));
    return insert(table, columns) + clauses.timestampAndTtl(mayHaveTimestamp);
  }

  private String insert(TableModel table, List<Column> columns) {
    return "INSERT INTO %s (%s) VALUES (%s)"
        .formatted(
            table, each(columns, Column::cql, ", "), each(columns, c -> value(table, c), ", "));
  }

  private static List<Column> key(TableModel table) {
    return Stream.of(table.partitionKey(), table.clustering()).flatMap(List::stream).toList();
  }

  private String value(TableModel table, Column column) {
    return switch (column.kind()) {
      case PARTITION -> clauses.keyValue(table, table.partitionKey(), column);
      case CLUSTERING -> clauses.keyValue(table, table.clustering(), column);
      default -> values.maybe(table.type(column));
    };
  }

  /** INSERT JSON: of what is not there, null or nothing. */
  String json(TableModel table, boolean mayHaveTimestamp) {
    List<Column> columns = new ArrayList<>(key(table));
    if (!table.regulars().isEmpty()) {
      columns.addAll(dice.some(table.regulars()));
    }
    String json = "{" + each(columns, column -> field(table, column), ", ") + "}";
    String others = dice.pickOf("", " DEFAULT NULL", " DEFAULT UNSET");
    String using = clauses.timestampAndTtl(mayHaveTimestamp);
    return "INSERT INTO %s JSON '%s'%s%s".formatted(table, json.replace("'", "''"), others, using);
  }

  private String field(TableModel table, Column column) {
    DataType type = table.type(column);
    String cql =
        switch (column.kind()) {
          case PARTITION -> clauses.plainKeyValue(table, table.partitionKey(), column);
          case CLUSTERING -> clauses.plainKeyValue(table, table.clustering(), column);
          default -> values.orNull(type);
        };
    return JsonText.name(column.cql()) + ": " + JsonText.of(type, Codecs.parse(type, cql));
  }

  /** A prepared INSERT of all columns; some are null, some unset. */
  Step prepared(TableModel table, long timestamp) {
    List<Parameter> parameters = new ArrayList<>();
    table.columns().forEach(column -> parameters.add(parameter(table, column)));
    parameters.add(
        dice.in(50) ? number(DataTypes.BIGINT, dice.timestamp()) : new Parameter(true, null));
    parameters.add(dice.in(25) ? number(DataTypes.INT, clauses.ttl()) : new Parameter(true, null));
    String cql =
        "INSERT INTO %s (%s) VALUES (%s) USING TIMESTAMP ? AND TTL ?"
            .formatted(
                table,
                each(table.columns(), Column::cql, ", "),
                each(table.columns(), column -> "?", ", "));
    return new Step(cql, parameters, timestamp);
  }

  private Parameter parameter(TableModel table, Column column) {
    boolean key = column.kind() == Column.Kind.PARTITION || column.kind() == Column.Kind.CLUSTERING;
    DataType type = table.type(column);
    if (key) {
      return new Parameter(false, Codecs.bytes(type, value(table, column)));
    }
    return dice.in(50)
        ? new Parameter(true, null)
        : new Parameter(false, Codecs.bytes(type, values.orNull(type)));
  }

  private static Parameter number(DataType type, long value) {
    return new Parameter(false, Codecs.bytes(type, Long.toString(value)));
  }
}
