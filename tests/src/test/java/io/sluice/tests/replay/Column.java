package io.sluice.tests.replay;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import java.util.regex.Pattern;

/**
 * A column of a table.
 *
 * @param name as it is, not as CQL writes it
 * @param type as CQL writes it
 * @param order ASC or DESC of a clustering column; else empty
 */
record Column(String name, String type, Kind kind, String order) {
  private static final Pattern MULTI_CELL = Pattern.compile("(list|set|map)<.*|address");

  enum Kind {
    PARTITION,
    CLUSTERING,
    STATIC,
    REGULAR
  }

  /** The name with the quotes that it needs. */
  String cql() {
    return CqlIdentifier.fromInternal(name).asCql(true);
  }

  /** Whether its elements are cells of their own. */
  boolean multiCell() {
    return MULTI_CELL.matcher(type).matches();
  }

  boolean is(String prefix) {
    return type.startsWith(prefix);
  }

  boolean descending() {
    return order.equals("DESC");
  }
}
