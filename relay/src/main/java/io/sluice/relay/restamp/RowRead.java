package io.sluice.relay.restamp;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatementBuilder;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.PrimaryKey;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.Upsert;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The question after the values and writetimes of some columns of one row, or of a partition's
 * static ones. It is equal for all changes of a version of a table that set the same columns.
 *
 * @param scope ROW or STATIC
 * @param columns of one cell each
 */
record RowRead(Table table, Scope scope, List<Column> columns) {

  /** The one after what a change sets, the multi-cell columns left aside. */
  static RowRead of(Upsert upsert) {
    List<Column> columns = upsert.cells().stream().map(Cell::column).toList();
    return new RowRead(upsert.table(), upsert.scope(), columns);
  }

  /** With a question mark for each value of the primary key, in its order. */
  String cql() {
    return "SELECT %s FROM %s.%s WHERE %s LIMIT 1"
        .formatted(
            join(columns, ", ", name -> name + ", WRITETIME(" + name + ")"),
            quoted(table.keyspace()),
            quoted(table.name()),
            join(keyColumns(), " AND ", name -> name + " = ?"));
  }

  private List<Column> keyColumns() {
    Stream<Column> clustering =
        scope == Scope.STATIC ? Stream.empty() : table.clustering().stream();
    return Stream.concat(table.partitionKey().stream(), clustering).toList();
  }

  private static String join(List<Column> columns, String separator, UnaryOperator<String> term) {
    return columns.stream()
        .map(column -> term.apply(quoted(column.name())))
        .collect(Collectors.joining(separator));
  }

  private static String quoted(String name) {
    return CqlIdentifier.fromInternal(name).asCql(false);
  }

  /** Asks for one row; the values of its key go to Cassandra as they were captured. */
  static BoundStatement bind(PreparedStatement prepared, PrimaryKey key) {
    BoundStatementBuilder statement = prepared.boundStatementBuilder();
    int i = 0;
    for (ByteString value : key.partition()) {
      statement = statement.setBytesUnsafe(i++, value.asReadOnlyByteBuffer());
    }
    for (ByteString value : key.clustering()) {
      statement = statement.setBytesUnsafe(i++, value.asReadOnlyByteBuffer());
    }
    return statement.build();
  }

  /** The answer, in the order of the columns. */
  List<StoredCell> cells(Row row) {
    List<StoredCell> cells = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      cells.add(new StoredCell(row.getBytesUnsafe(2 * i), row.getLong(2 * i + 1)));
    }
    return cells;
  }
}
