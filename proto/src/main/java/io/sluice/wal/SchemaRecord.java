package io.sluice.wal;

import io.sluice.wal.record.TableSchema;
import io.sluice.wal.record.WalRecord;

/**
 * A table's schema, ready to be appended: a journal writes it into each segment before the first
 * change that was made with it. Any thread may use it; it belongs to one table as it stands now.
 */
public final class SchemaRecord {

  private final long version;
  private final byte[] bytes;

  /** {@link Segment#serial} of the segment that it was last written into. */
  volatile long writtenInto;

  public SchemaRecord(TableSchema schema) {
    this(
        WalRecord.newBuilder()
            .setCapturedAt(Clock.micros())
            .setSchema(schema)
            .build()
            .toByteArray(),
        schema.getVersion());
  }

  /**
   * @param bytes a serialized WalRecord that holds the schema
   * @param version its {@code TableSchema.version}
   */
  public SchemaRecord(byte[] bytes, long version) {
    this.bytes = bytes;
    this.version = version;
  }

  public long version() {
    return version;
  }

  /** The serialized WalRecord that holds the schema; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }
}
