package io.sluice.relay.read;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.wal.Damage;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.JournalReader;
import io.sluice.wal.record.SegmentHeader;
import io.sluice.wal.record.TableSchema;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.util.function.Function;

/**
 * Goes over the records of a journal as they stand, and changes nothing, takes no lock and keeps no
 * position: beside a node that writes and a relay that deletes. For one thread; never blocks.
 */
public final class JournalWalk implements AutoCloseable {
  private final SwiftReader reader;
  private final JournalRecords records;

  /** Told what is there. */
  public interface Visitor {
    /** A captured update. */
    void change(Captured captured) throws IOException;

    /** Any other record. */
    void other(long position, WalRecord record) throws IOException;

    /** Bytes that cannot be read. */
    void damage(Damage damage) throws IOException;

    /** A whole frame that cannot be understood. */
    void undecodable(long position, String reason) throws IOException;
  }

  /**
   * Reads nothing yet.
   *
   * @param fromSegment where to begin; what is before it is not looked at
   * @param tableReader throws {@link UndecodableChangeException} for a schema that it cannot read
   */
  public JournalWalk(
      JournalDirectory directory, long fromSegment, Function<TableSchema, Table> tableReader) {
    reader = new SwiftReader(directory, fromSegment);
    records = new JournalRecords(tableReader);
  }

  /**
   * Goes on to the next record.
   *
   * @return false if there is none now: call again later
   * @throws IOException if the journal cannot be read
   */
  public boolean next(Visitor visitor) throws IOException {
    switch (reader.next()) {
      case NOTHING -> {
        return false;
      }
      case DAMAGE -> visitor.damage(reader.found().damage());
      case RECORD -> visit(visitor);
    }
    return true;
  }

  /** Right behind what was read last. */
  public long end() {
    return reader.found().end();
  }

  private void visit(Visitor visitor) throws IOException {
    JournalReader found = reader.found();
    long position = found.position();
    try {
      visit(
          position,
          JournalRecords.parse(ByteString.copyFrom(found.record(), 0, found.length())),
          visitor);
    } catch (UndecodableChangeException e) {
      visitor.undecodable(position, e.getMessage());
    }
  }

  private void visit(long position, WalRecord record, Visitor visitor) throws IOException {
    WalRecord original = JournalRecords.original(record);
    switch (original.getRecordCase()) {
      case CHANGE -> visitor.change(records.captured(position, position, original));
      case HEADER -> learn(position, original, original.getHeader(), visitor);
      case SCHEMA -> {
        records.learn(original.getSchema());
        visitor.other(position, original);
      }
      default -> visitor.other(position, original);
    }
  }

  private void learn(long position, WalRecord record, SegmentHeader header, Visitor visitor)
      throws IOException {
    records.learn(header);
    visitor.other(position, record);
  }

  @Override
  public void close() {
    reader.close();
  }
}
