package io.sluice.relay.decode;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.Source;
import io.sluice.relay.change.Table;
import io.sluice.wal.record.Bound;
import io.sluice.wal.record.Cell;
import io.sluice.wal.record.ClusteringValue;
import io.sluice.wal.record.ComplexDeletion;
import io.sluice.wal.record.Deletion;
import io.sluice.wal.record.Liveness;
import io.sluice.wal.record.PartitionChange;
import io.sluice.wal.record.Row;
import io.sluice.wal.record.TableSchema;
import java.util.List;
import java.util.UUID;

/** Captured updates for tests: of {@link Schemas#everything()} unless said otherwise. */
final class Updates {
  static final long BASE = 1_700_000_000_000_000L;
  static final long NOW = 1_700_000_000L;
  static final long CAPTURED_AT = BASE + 25;
  static final Source SOURCE = new Source("cluster", "dc1", new UUID(1, 2));

  private static final TableSchemas TABLES = new TableSchemas();

  private Updates() {}

  /** Of partition ('a', 7). */
  static PartitionChange.Builder update() {
    return PartitionChange.newBuilder()
        .setPartitionKey(Schemas.hex("0001 61 00 0004 00000007 00"))
        .setTimestamp(BASE);
  }

  /** Of partition 'a' of {@link Schemas#demo()}. */
  static PartitionChange.Builder demoUpdate() {
    return PartitionChange.newBuilder()
        .setPartitionKey(ByteString.copyFromUtf8("a"))
        .setTimestamp(BASE);
  }

  static Row.Builder row(int c1, int c2) {
    return Row.newBuilder().addClustering(clustering(c1)).addClustering(clustering(c2));
  }

  static ClusteringValue clustering(int value) {
    return ClusteringValue.newBuilder().setValue(bytes(value)).build();
  }

  static Bound bound(boolean inclusive, int... values) {
    Bound.Builder bound = Bound.newBuilder().setInclusive(inclusive);
    for (int value : values) {
      bound.addValues(clustering(value));
    }
    return bound.build();
  }

  static Cell.Builder cell(int column, String value) {
    return Cell.newBuilder().setColumn(column).setValue(ByteString.copyFromUtf8(value));
  }

  static Cell.Builder element(int column, String path, String value) {
    return cell(column, value).setPath(ByteString.copyFromUtf8(path));
  }

  static Cell.Builder tombstone(int column) {
    return Cell.newBuilder().setColumn(column);
  }

  static Liveness.Builder alive() {
    return Liveness.newBuilder();
  }

  static Deletion.Builder deletion(long timestampDelta) {
    return Deletion.newBuilder().setTimestampDelta(timestampDelta);
  }

  static ComplexDeletion.Builder cleared(int column) {
    return ComplexDeletion.newBuilder().setColumn(column).setTimestampDelta(-1);
  }

  static ByteString bytes(int value) {
    return Schemas.hex(String.format("%08x", value));
  }

  static Captured captured(TableSchema schema, ByteString change) {
    return captured(TABLES.table(schema), change);
  }

  static Captured captured(Table table, ByteString change) {
    return new Captured(42, 42, CAPTURED_AT, NOW, table, SOURCE, change, Outcome.APPLIED, false);
  }

  static List<Change> decode(PartitionChange.Builder update) {
    return decode(Schemas.everything(), update);
  }

  static List<Change> decode(TableSchema schema, PartitionChange.Builder update) {
    return new Decoder().decode(captured(schema, update.build().toByteString()));
  }
}
