package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.type.DataType;
import com.google.common.collect.ImmutableMap;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.ComplexChange;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/**
 * Reads what happened to a non-frozen collection or user-defined type. A statement either replaces
 * the whole of it or changes some of its elements, whose others it does not know.
 *
 * <p>Without schemas,
 *
 * <ul>
 *   <li>a replaced one is written like a frozen one, and as null where it was replaced by nothing;
 *   <li>a changed one is an object of what was put in and what was taken out, either absent if
 *       there is none:
 *       <table>
 *       <caption>a change of elements</caption>
 *       <tr><td>set</td><td>{@code {"$add": [1, 2], "$remove": [3]}}</td></tr>
 *       <tr><td>map</td><td>{@code {"$put": {"a": 1}, "$remove": ["b"]}}</td></tr>
 *       <tr><td>list</td><td>{@code {"$put": {"<timeuuid>": "a"}, "$remove": ["<timeuuid>"]}}: Cassandra
 *           keeps a list as a map whose keys, timeuuids, give its order. A key greater than all
 *           others was appended, one less than all others prepended, a known one replaced in
 *           place</td></tr>
 *       <tr><td>user-defined type</td><td>{@code {"$set": {"zip": 8050}, "$remove": ["street"]}}</td></tr>
 *       </table>
 *   <li>no key of a whole map or user-defined type, replaced or frozen, starts with {@code $}: if
 *       one would, it is written as {@code {"$replace": {…}}}.
 * </ul>
 *
 * <p>With schemas it is always a struct, of {@code replace}, of {@code add}, {@code put} or {@code
 * set}, and of {@code remove}; replaced by nothing it has an empty {@code replace}.
 */
final class ComplexReader {
  private static final String REPLACE = "replace";
  private static final String REMOVE = "remove";
  private static final String SIGN = "$";

  private final Elements elements;
  private final ObjectShape shape;
  private final boolean structs;

  private ComplexReader(String name, Elements elements, boolean structs) {
    this.elements = elements;
    this.structs = structs;
    Map<String, Schema> fields =
        ImmutableMap.of(
            REPLACE,
            elements.wholeSchema(),
            elements.putting(),
            elements.putSchema(),
            REMOVE,
            elements.removedSchema());
    shape = ObjectShape.optional(name, fields, structs);
  }

  /**
   * The reader of a multi-cell column.
   *
   * @param name of the schema
   */
  static ComplexReader of(String name, DataType type, ValueReaders readers) {
    return new ComplexReader(name, Elements.of(type, readers), readers.structs());
  }

  Schema schema() {
    return shape.schema();
  }

  /**
   * What happened, as Connect takes it.
   *
   * @throws RuntimeException if a path or value is none of the column's type
   */
  Object read(ComplexChange change) {
    List<Cell> present = change.cells().stream().filter(cell -> !cell.tombstone()).toList();
    return change.deletion() == null ? changed(change.cells(), present) : replaced(present);
  }

  private Object changed(List<Cell> cells, List<Cell> present) {
    ObjectShape.Draft delta = shape.draft();
    if (!present.isEmpty()) {
      delta.set(key(elements.putting()), elements.put(present));
    }
    if (present.size() < cells.size()) {
      delta.set(key(REMOVE), elements.removed(cells.stream().filter(Cell::tombstone).toList()));
    }
    return delta.value();
  }

  private Object replaced(List<Cell> present) {
    if (!structs && present.isEmpty()) {
      return null;
    }
    Object whole = elements.whole(present);
    return structs ? replacement(whole) : distinct(whole);
  }

  /**
   * A whole, without schemas, as nothing that could be a change of elements: also one that is
   * frozen, since a record does not say whether a column is.
   */
  static Object distinct(Object whole) {
    return looksLikeDelta(whole) ? Map.of(SIGN + REPLACE, whole) : whole;
  }

  private static boolean looksLikeDelta(Object whole) {
    return whole instanceof Map<?, ?> map
        && map.keySet().stream().anyMatch(key -> String.valueOf(key).startsWith(SIGN));
  }

  private Object replacement(Object whole) {
    ObjectShape.Draft replacement = shape.draft();
    replacement.set(key(REPLACE), whole);
    return replacement.value();
  }

  private String key(String field) {
    return structs ? field : SIGN + field;
  }
}
