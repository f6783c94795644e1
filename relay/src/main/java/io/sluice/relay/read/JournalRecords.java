package io.sluice.relay.read;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.Source;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.wal.record.SegmentHeader;
import io.sluice.wal.record.TableSchema;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * What a reader has to remember of a journal's records to understand the next change: who wrote it,
 * and the tables' schemas. Nothing is forgotten at a segment's end, though every segment says all
 * of it again: a schema's version is a digest of it, so what was learnt stays true.
 *
 * <p>For one thread.
 */
final class JournalRecords {
  /** A segment is written again when it cannot be synced: nobody's disk does that so often. */
  private static final int MAX_COPIES = 1000;

  private final Function<TableSchema, Table> tableReader;
  private final Map<Long, Table> tables = new HashMap<>();
  private Source source;

  /**
   * @param tableReader throws {@link UndecodableChangeException} for a schema that it cannot read
   */
  JournalRecords(Function<TableSchema, Table> tableReader) {
    this.tableReader = tableReader;
  }

  /** What it holds are slices of the bytes, and not copies. */
  static WalRecord parse(ByteString bytes) {
    try {
      CodedInputStream input = bytes.newCodedInput();
      input.enableAliasing(true);
      WalRecord record = WalRecord.parseFrom(input);
      input.checkLastTagWas(0);
      return record;
    } catch (IOException e) {
      throw new UndecodableChangeException("not a WalRecord: " + e.getMessage(), e);
    }
  }

  void learn(SegmentHeader header) {
    source = new Source(header.getCluster(), header.getDataCenter(), uuid(header.getHostId()));
  }

  /** What a later segment says, which is as good as long as nothing else was said. */
  void learnIfUnknown(SegmentHeader header) {
    if (source == null) {
      learn(header);
    }
  }

  /** Whether there is what a change of this version of a table needs. */
  boolean suffice(long schemaVersion) {
    return source != null && tables.containsKey(schemaVersion);
  }

  void learn(TableSchema schema) {
    if (!tables.containsKey(schema.getVersion())) {
      tables.put(schema.getVersion(), tableReader.apply(schema));
    }
  }

  /** The record that was written again, however often: each time the copy was copied whole. */
  static WalRecord original(WalRecord record) {
    WalRecord original = record;
    for (int copies = 0; original.hasRewritten(); copies++) {
      original = copied(original, copies);
    }
    return original;
  }

  /**
   * What a copy is of.
   *
   * @param copies how many times it was copied at least, which has a limit: each is looked at
   */
  static WalRecord copied(WalRecord copy, int copies) {
    if (copies >= MAX_COPIES) {
      throw new UndecodableChangeException("written again more than " + MAX_COPIES + " times");
    }
    return parse(copy.getRewritten().getRecord());
  }

  /**
   * @param firstPosition where it stood first, if it was written again
   */
  Captured captured(long position, long firstPosition, WalRecord record) {
    Table table = tables.get(record.getSchemaVersion());
    if (table == null) {
      throw new UndecodableChangeException(
          "schema version %016x was not read".formatted(record.getSchemaVersion()));
    }
    if (source == null) {
      throw new UndecodableChangeException("the header of its segment was not read");
    }
    return new Captured(
        position,
        firstPosition,
        record.getCapturedAt(),
        record.getNowInSeconds(),
        table,
        source,
        record.getChange(),
        Outcome.NOT_AWAITED,
        false);
  }

  private static UUID uuid(ByteString bytes) {
    if (bytes.size() != 16) {
      throw new UndecodableChangeException("a host id of " + bytes.size() + " bytes, not 16");
    }
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
    return new UUID(buffer.getLong(), buffer.getLong());
  }
}
