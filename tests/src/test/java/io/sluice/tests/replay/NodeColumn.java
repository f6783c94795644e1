package io.sluice.tests.replay;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.reflect.GenericType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** A column of a row of the node's answer, followed by WRITETIME and TTL if they were asked for. */
final class NodeColumn {
  private static final GenericType<List<ByteBuffer>> LIST = GenericType.listOf(ByteBuffer.class);
  private static final GenericType<Map<ByteBuffer, ByteBuffer>> MAP =
      GenericType.mapOf(ByteBuffer.class, ByteBuffer.class);

  private final DataType type;
  private final Column column;
  private final Row row;
  private final int index;
  private final boolean times;
  private final long now;

  /**
   * A column.
   *
   * @param index of the value in the row
   * @param times whether WRITETIME and TTL follow
   * @param now seconds since the epoch
   */
  NodeColumn(TableModel table, Column column, Row row, int index, boolean times, long now) {
    type = table.type(column);
    this.column = column;
    this.row = row;
    this.index = index;
    this.times = times;
    this.now = now;
  }

  ByteBuffer bytes() {
    return row.getBytesUnsafe(index);
  }

  /** Adds what the column holds. */
  void show(Map<String, Datum> values) {
    ByteBuffer bytes = bytes();
    if (bytes == null) {
      return;
    }
    if (column.multiCell()) {
      showElements(bytes, values);
    } else if (times) {
      Long writetime = row.getLong(index + 1);
      Integer ttl = row.get(index + 2, Integer.class);
      values.put(column.cql(), new Datum(RowNames.hex(bytes), writetime, expiry(ttl)));
    } else {
      values.put(column.cql(), Datum.valueOnly(RowNames.hex(bytes)));
    }
  }

  private Long expiry(Integer ttl) {
    return ttl == null ? Written.NEVER : now + ttl;
  }

  private void showElements(ByteBuffer bytes, Map<String, Datum> values) {
    if (type instanceof UserDefinedType udt) {
      showFields(udt, Codecs.decode(udt, GenericType.UDT_VALUE, bytes), values);
    } else if (type instanceof MapType) {
      Map<ByteBuffer, ByteBuffer> map =
          Codecs.decode(DataTypes.mapOf(DataTypes.BLOB, DataTypes.BLOB), MAP, bytes);
      int i = 0;
      for (Map.Entry<ByteBuffer, ByteBuffer> entry : map.entrySet()) {
        show(RowNames.hex(entry.getKey()), RowNames.hex(entry.getValue()), i++, values);
      }
    } else {
      boolean list = type instanceof ListType;
      List<ByteBuffer> elements = Codecs.decode(DataTypes.listOf(DataTypes.BLOB), LIST, bytes);
      for (int i = 0; i < elements.size(); i++) {
        String element = RowNames.hex(elements.get(i));
        show(list ? i : element, list ? element : "", i, values);
      }
    }
  }

  private void showFields(UserDefinedType udt, UdtValue value, Map<String, Datum> values) {
    for (int i = 0; i < udt.getFieldNames().size(); i++) {
      ByteBuffer field = value.getBytesUnsafe(i);
      if (field != null) {
        show(udt.getFieldNames().get(i).asInternal(), RowNames.hex(field), i, values);
      }
    }
  }

  private void show(Object element, String value, int i, Map<String, Datum> values) {
    String name = RowNames.ofElement(column, element);
    if (!times) {
      values.put(name, Datum.valueOnly(value));
      return;
    }
    Long writetime = row.getList(index + 1, Long.class).get(i);
    Integer ttl = row.getList(index + 2, Integer.class).get(i);
    values.put(name, new Datum(value, writetime, expiry(ttl)));
  }
}
