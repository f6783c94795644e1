package io.sluice.tests.replay;

import static io.sluice.tests.replay.Clauses.each;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import java.util.List;

/** Makes up UPDATEs, and DELETEs of columns and their elements. */
final class Updates {
  private static final int FEW_INDEXES = 3;

  private final Dice dice;
  private final Values values;
  private final Clauses clauses;

  Updates(Dice dice, Values values, Clauses clauses) {
    this.dice = dice;
    this.values = values;
    this.clauses = clauses;
  }

  /** Of some columns of a row. */
  String update(TableModel table, boolean mayHaveTimestamp) {
    return update(table, table.regulars(), clauses.row(table), mayHaveTimestamp);
  }

  /** Of static columns alone. */
  String updateStatics(TableModel table, boolean mayHaveTimestamp) {
    return update(table, table.statics(), clauses.partition(table), mayHaveTimestamp);
  }

  private String update(
      TableModel table, List<Column> columns, String where, boolean mayHaveTimestamp) {
    return "UPDATE %s%s SET %s WHERE %s"
        .formatted(
            table,
            clauses.timestampAndTtl(mayHaveTimestamp),
            each(dice.some(columns), column -> assignment(table, column), ", "),
            where);
  }

  private String assignment(TableModel table, Column column) {
    DataType type = table.type(column);
    String name = column.cql();
    if (!column.multiCell() || dice.in(25)) {
      return name + " = " + values.maybe(type);
    } else if (type instanceof ListType list) {
      return ofList(name, list);
    } else if (type instanceof SetType) {
      return name + " = " + name + dice.pickOf(" + ", " - ") + values.element(type);
    } else if (type instanceof MapType map) {
      return ofMap(name, map);
    }
    return ofField(name, (UserDefinedType) type);
  }

  private String ofList(String name, ListType type) {
    String elements = values.element(type);
    return switch (dice.below(4)) {
      case 0 -> name + " = " + name + " + " + elements;
      case 1 -> name + " = " + elements + " + " + name;
      case 2 -> name + " = " + name + " - " + elements;
      default -> name + index() + " = " + values.maybe(type.getElementType());
    };
  }

  private String ofMap(String name, MapType type) {
    return switch (dice.below(3)) {
      case 0 -> name + " = " + name + " + " + values.element(type);
      case 1 -> name + " = " + name + " - {" + values.element(type.getKeyType()) + "}";
      default ->
          name
              + "["
              + values.element(type.getKeyType())
              + "] = "
              + values.maybe(type.getValueType());
    };
  }

  private String ofField(String name, UserDefinedType type) {
    int field = dice.below(type.getFieldNames().size());
    return name
        + "."
        + type.getFieldNames().get(field).asCql(true)
        + " = "
        + values.maybe(type.getFieldTypes().get(field));
  }

  private String index() {
    return "[" + dice.below(FEW_INDEXES) + "]";
  }

  /** DELETE of some columns of a row, or of elements of them. */
  String deleteColumns(TableModel table, boolean mayHaveTimestamp) {
    return delete(table, table.regulars(), clauses.row(table), mayHaveTimestamp);
  }

  /** The same of static columns. */
  String deleteStatics(TableModel table, boolean mayHaveTimestamp) {
    return delete(table, table.statics(), clauses.partition(table), mayHaveTimestamp);
  }

  private String delete(
      TableModel table, List<Column> columns, String where, boolean mayHaveTimestamp) {
    return "DELETE %s FROM %s%s WHERE %s"
        .formatted(
            each(dice.some(columns), column -> deleted(table, column), ", "),
            table,
            clauses.timestamp(mayHaveTimestamp),
            where);
  }

  private String deleted(TableModel table, Column column) {
    DataType type = table.type(column);
    String name = column.cql();
    if (!column.multiCell() || dice.in(30)) {
      return name;
    } else if (type instanceof ListType) {
      return name + index();
    } else if (type instanceof SetType set) {
      return name + "[" + values.element(set.getElementType()) + "]";
    } else if (type instanceof MapType map) {
      return name + "[" + values.element(map.getKeyType()) + "]";
    }
    UserDefinedType udt = (UserDefinedType) type;
    return name + "." + dice.pick(udt.getFieldNames()).asCql(true);
  }
}
