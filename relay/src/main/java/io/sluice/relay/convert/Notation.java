package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.type.DataType;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Where the envelopes differ in how they write values.
 *
 * @param scalars the reader of a type that is not made of others
 * @param tupleFields with schemas, what the field of a tuple is called, by its index
 */
record Notation(Function<DataType, ValueReader<?>> scalars, IntFunction<String> tupleFields) {

  /** That of every envelope of Sluice's own. */
  static final Notation OWN = new Notation(ScalarReaders::of, index -> "field_" + index);
}
