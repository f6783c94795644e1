package io.sluice.tests.replay;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.type.DataType;
import io.sluice.tests.harness.Keyspace;
import io.sluice.tests.harness.Table;
import io.sluice.tests.replay.Definition.Use;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table that is captured, with the types that the node says its columns have. */
final class TableModel {
  private final Table table;
  private final Definition definition;
  private final Map<String, DataType> types = new HashMap<>();

  private TableModel(Table table, Definition definition) {
    this.table = table;
    this.definition = definition;
    ColumnDefinitions columns = table.execute("SELECT * FROM %s").getColumnDefinitions();
    for (Column column : definition.columns()) {
      types.put(column.name(), columns.get(CqlIdentifier.fromInternal(column.name())).getType());
    }
  }

  /** A table that exists. */
  static TableModel of(Table table, Definition definition) {
    return new TableModel(table, definition);
  }

  /** Creates the table. */
  static TableModel create(Keyspace keyspace, Definition definition) {
    return new TableModel(keyspace.table(definition.cql()), definition);
  }

  Table table() {
    return table;
  }

  Use use() {
    return definition.use();
  }

  DataType type(Column column) {
    return types.get(column.name());
  }

  List<Column> columns() {
    return definition.columns();
  }

  List<Column> partitionKey() {
    return definition.columns(Column.Kind.PARTITION);
  }

  List<Column> clustering() {
    return definition.columns(Column.Kind.CLUSTERING);
  }

  List<Column> statics() {
    return definition.columns(Column.Kind.STATIC);
  }

  List<Column> regulars() {
    return definition.columns(Column.Kind.REGULAR);
  }

  /** The column of a name. */
  Column column(String name) {
    return columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  /** The name with its keyspace. */
  @Override
  public String toString() {
    return table.toString();
  }
}
