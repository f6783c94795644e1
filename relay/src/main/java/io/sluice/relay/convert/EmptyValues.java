package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.type.CustomType;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.google.common.collect.ImmutableSet;
import com.google.protobuf.ByteString;

/**
 * Knows values of no bytes, which Cassandra allows for most types. Only texts and blobs have a form
 * of their own for it, {@code ""}; any other looks like null.
 */
final class EmptyValues {
  private static final ImmutableSet<DataType> SHOWN =
      ImmutableSet.of(DataTypes.TEXT, DataTypes.ASCII, DataTypes.BLOB);

  private EmptyValues() {}

  /** Whether it is there, but of no bytes, and a {@link ValueReader} does not show that. */
  static boolean hidden(DataType type, ByteString value) {
    return value != null
        && value.isEmpty()
        && !SHOWN.contains(type)
        && !(type instanceof CustomType);
  }
}
