package io.sluice.tests.replay;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One statement.
 *
 * @param cql with question marks for the parameters
 * @param parameters empty for a statement that is not prepared
 * @param timestamp of what has none of its own: microseconds since the epoch
 */
record Step(String cql, List<Parameter> parameters, long timestamp) {
  /**
   * The timestamp of conditional writes: Cassandra stores its own, which has to be comparable to
   * those of records for which it is not known.
   */
  static final long NOW = Statement.NO_DEFAULT_TIMESTAMP;

  /**
   * What stands for a question mark.
   *
   * @param unset whether it is to be as if it were not there
   * @param bytes null: null
   */
  record Parameter(boolean unset, ByteBuffer bytes) {
    private String described() {
      return unset ? "unset" : bytes == null ? "NULL" : "0x" + RowNames.hex(bytes);
    }
  }

  /** The statement with its parameters, in words. */
  String described() {
    return parameters.isEmpty()
        ? cql
        : cql + parameters.stream().map(Parameter::described).toList();
  }

  BoundStatement bind(PreparedStatement prepared) {
    BoundStatement bound = prepared.bind();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      bound = parameter.unset() ? bound.unset(i) : bound.setBytesUnsafe(i, parameter.bytes());
    }
    return bound.setQueryTimestamp(timestamp);
  }
}
