package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.type.DataType;
import com.google.common.collect.ImmutableMap;
import com.google.protobuf.ByteString;
import org.apache.kafka.connect.data.Schema;

/** A field that shows a value, and another for its bytes where they do not follow from that. */
final class ExactField {
  private final String name;
  private final String rawName;
  private final ValueReader<?> reader;
  private final RawValues raw;

  ExactField(String name, String rawName, DataType type, ValueReaders readers) {
    this.name = name;
    this.rawName = rawName;
    reader = readers.of(type);
    raw = new RawValues(type);
  }

  /** Of both fields. */
  ImmutableMap<String, Schema> schemas() {
    return ImmutableMap.of(name, reader.schema(), rawName, RawValues.SCHEMA);
  }

  /**
   * Sets the value, and its bytes if need be.
   *
   * @throws RuntimeException if they are no value of the type
   */
  void read(ByteString bytes, ObjectShape.Draft into) {
    into.set(name, reader.read(bytes));
    raw.read(rawName, bytes, into);
  }
}
