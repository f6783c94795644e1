package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import io.sluice.relay.change.Cell;
import java.util.List;
import org.apache.kafka.connect.data.Schema;

/**
 * How the cells of one kind of non-frozen collection are read. Every method throws a
 * RuntimeException for a path or value that is none of the column's type.
 */
interface Elements {

  /** Of a multi-cell column of the type. */
  static Elements of(DataType type, ValueReaders readers) {
    if (type instanceof SetType set) {
      return new SetElements(set, readers);
    } else if (type instanceof MapType map) {
      return new MapElements(map, readers);
    } else if (type instanceof ListType list) {
      return new ListElements(list, readers);
    }
    return new FieldElements((UserDefinedType) type, readers);
  }

  /** What putting elements in is called. */
  String putting();

  Schema wholeSchema();

  Schema putSchema();

  Schema removedSchema();

  /** The collection that has these cells only. */
  Object whole(List<Cell> cells);

  /** What the cells put in. */
  Object put(List<Cell> cells);

  /** Which elements the tombstones take out. */
  Object removed(List<Cell> tombstones);
}
