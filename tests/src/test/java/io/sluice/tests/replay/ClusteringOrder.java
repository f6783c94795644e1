package io.sluice.tests.replay;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.reflect.GenericType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The order of the rows of a partition. */
final class ClusteringOrder {
  private static final Set<DataType> BY_BYTES =
      Set.of(DataTypes.ASCII, DataTypes.TEXT, DataTypes.BLOB, DataTypes.INET);

  /**
   * Flips the sign of each byte: those of the low half of a timeuuid are compared as signed ones.
   */
  private static final long SIGNS = 0x8080808080808080L;

  private final List<Comparator<ByteBuffer>> columns;

  ClusteringOrder(TableModel table) {
    columns = table.clustering().stream().map(column -> of(table, column)).toList();
  }

  private static Comparator<ByteBuffer> of(TableModel table, Column column) {
    Comparator<ByteBuffer> ascending = emptyFirst(ascending(table.type(column)));
    return column.descending() ? ascending.reversed() : ascending;
  }

  private static Comparator<ByteBuffer> emptyFirst(Comparator<ByteBuffer> others) {
    return (one, other) ->
        one.hasRemaining() && other.hasRemaining()
            ? others.compare(one, other)
            : Boolean.compare(one.hasRemaining(), other.hasRemaining());
  }

  private static Comparator<ByteBuffer> ascending(DataType type) {
    if (BY_BYTES.contains(type)) {
      return Comparator.comparing(RowNames::hex);
    } else if (type.equals(DataTypes.TIMEUUID)) {
      return Comparator.comparing(b -> timeuuid(Codecs.decode(type, GenericType.UUID, b)));
    } else if (type.equals(DataTypes.TIMESTAMP)) {
      return Comparator.comparing(b -> Codecs.decode(type, GenericType.INSTANT, b));
    } else if (type.equals(DataTypes.DATE)) {
      return Comparator.comparing(b -> Codecs.decode(type, GenericType.LOCAL_DATE, b));
    }
    return Comparator.comparing(b -> new BigDecimal(Codecs.format(type, Codecs.decode(type, b))));
  }

  /** Digits in whose order timeuuids are, as clustering values and as ids of list elements. */
  static String timeuuid(UUID id) {
    return "%016x%016x".formatted(id.timestamp(), id.getLeastSignificantBits() ^ SIGNS);
  }

  /** Compares as many values as there are in a bound with those of a row. */
  int compare(List<ByteBuffer> row, List<ByteBuffer> bound) {
    for (int i = 0; i < bound.size(); i++) {
      int order = columns.get(i).compare(row.get(i), bound.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
