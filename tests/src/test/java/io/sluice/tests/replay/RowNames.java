package io.sluice.tests.replay;

import com.datastax.oss.driver.api.core.type.DataType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What rows and their parts are called in a {@link Snapshot}: the same on both sides. */
final class RowNames {
  private RowNames() {}

  /** A row, or what all rows of a partition have in common if there are no clustering values. */
  static String of(TableModel table, List<ByteBuffer> partition, List<ByteBuffer> clustering) {
    return table
        + " "
        + described(table, table.partitionKey(), partition)
        + described(table, table.clustering(), clustering);
  }

  private static List<String> described(
      TableModel table, List<Column> columns, List<ByteBuffer> values) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Column column = columns.get(i);
      all.add(column.cql() + " = " + literal(table.type(column), values.get(i)));
    }
    return all;
  }

  private static String literal(DataType type, ByteBuffer bytes) {
    return Codecs.format(type, Codecs.decode(type, bytes)) + "/" + hex(bytes);
  }

  static String ofElement(Column column, Object element) {
    return column.cql() + "[" + element + "]";
  }

  static String hex(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return HexFormat.of().formatHex(copy);
  }
}
