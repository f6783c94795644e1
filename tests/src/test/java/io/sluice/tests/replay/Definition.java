package io.sluice.tests.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a table is created of. A builder. */
final class Definition {
  private final Use use;
  private final List<Column> columns = new ArrayList<>();
  private String options = "";

  /** What may be written into a table. */
  enum Use {
    PLAIN,
    COUNTERS,
    CONDITIONAL
  }

  Definition(Use use) {
    this.use = use;
  }

  Definition partition(String name, String type) {
    return add(new Column(name, type, Column.Kind.PARTITION, ""));
  }

  Definition clustering(String name, String type, String order) {
    return add(new Column(name, type, Column.Kind.CLUSTERING, order));
  }

  Definition fixed(String name, String type) {
    return add(new Column(name, type, Column.Kind.STATIC, ""));
  }

  Definition regular(String name, String type) {
    return add(new Column(name, type, Column.Kind.REGULAR, ""));
  }

  /** One regular column of each type, named like it. */
  Definition regulars(String... types) {
    for (String type : types) {
      regular("v_" + type, type);
    }
    return this;
  }

  /** Adds an option of the table. */
  Definition with(String option) {
    options = " AND " + option;
    return this;
  }

  private Definition add(Column column) {
    columns.add(column);
    return this;
  }

  Use use() {
    return use;
  }

  List<Column> columns(Column.Kind kind) {
    return columns.stream().filter(column -> column.kind() == kind).toList();
  }

  List<Column> columns() {
    return columns;
  }

  /** What stands behind the table's name in CREATE TABLE. */
  String cql() {
    List<Column> clustering = columns(Column.Kind.CLUSTERING);
    String key = "(" + each(columns(Column.Kind.PARTITION), Column::cql) + ")";
    String others = clustering.isEmpty() ? "" : ", " + each(clustering, Column::cql);
    String order =
        clustering.isEmpty()
            ? " WITH comment = ''"
            : " WITH CLUSTERING ORDER BY (%s)"
                .formatted(each(clustering, column -> column.cql() + " " + column.order()));
    return "(%s, PRIMARY KEY (%s%s))%s%s"
        .formatted(each(columns, Definition::declared), key, others, order, options);
  }

  private static String declared(Column column) {
    String fixed = column.kind() == Column.Kind.STATIC ? " static" : "";
    return column.cql() + " " + column.type() + fixed;
  }

  private static String each(List<Column> columns, Function<Column, String> text) {
    return columns.stream().map(text).collect(Collectors.joining(", "));
  }
}
