package io.sluice.trigger.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.sluice.wal.record.PartitionChange;
import io.sluice.wal.record.TableSchema;
import io.sluice.wal.record.WalRecord;
import java.util.Arrays;
import org.apache.cassandra.db.partitions.PartitionUpdate;

/** An update as the encoder wrote it, parsed again by the generated classes. */
final class Encoded {
  static final long CAPTURED_AT = 1_700_000_000_999_999L;

  private static final TableSchemas SCHEMAS = new TableSchemas();

  private final TableSchema schema;
  private final WalRecord record;
  private final PartitionChange change;

  private Encoded(TableSchema schema, WalRecord record) throws InvalidProtocolBufferException {
    this.schema = schema;
    this.record = record;
    this.change = PartitionChange.parseFrom(record.getChange());
  }

  /** Encodes, and sees to it that the generated classes would have written the same bytes. */
  static Encoded of(PartitionUpdate update) throws InvalidProtocolBufferException {
    CapturedTable table = SCHEMAS.of(update.metadata());
    PartitionEncoder encoder = PartitionEncoder.ofThread();
    int length = encoder.encode(update, table, CAPTURED_AT);
    byte[] bytes = Arrays.copyOf(encoder.bytes(), length);
    WalRecord record = WalRecord.parseFrom(bytes);
    Encoded encoded = new Encoded(schema(table), record);
    assertThat(bytes[0]).isEqualTo((byte) 0x09);
    assertThat(record.toByteArray()).isEqualTo(bytes);
    assertThat(encoded.change.toByteArray()).isEqualTo(record.getChange().toByteArray());
    return encoded;
  }

  private static TableSchema schema(CapturedTable table) throws InvalidProtocolBufferException {
    return WalRecord.parseFrom(table.schema().bytes()).getSchema();
  }

  TableSchema schema() {
    return schema;
  }

  WalRecord record() {
    return record;
  }

  PartitionChange change() {
    return change;
  }
}
