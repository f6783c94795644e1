package io.sluice.relay.convert;

import io.sluice.relay.change.Cell;
import java.util.List;
import org.apache.kafka.connect.data.Schema;

/**
 * How the cells of one kind of non-frozen collection are read. Every method throws a
 * RuntimeException for a path or value that is none of the column's type.
 */
interface Elements {

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
