package io.sluice.relay.read;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.Table;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.JournalOptions;
import io.sluice.wal.JournalWriter;
import io.sluice.wal.Position;
import io.sluice.wal.SchemaRecord;
import io.sluice.wal.record.Outcome;
import io.sluice.wal.record.SegmentHeader;
import io.sluice.wal.record.TableSchema;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A real journal that a test writes to, with one table. */
public final class JournalFixture implements AutoCloseable {
  public static final int SEGMENT_SIZE = 4096;

  /** A test writes thousands of small segments, and a busy disk is no failure of it. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final TableSchema SCHEMA =
      TableSchema.newBuilder().setVersion(77).setKeyspace("ks").setTable("t").build();

  private final Path path;
  private int writeTimeoutMillis = 600_000; // so that nothing is given up unless a test wants it
  private JournalWriter writer;
  private final SchemaRecord schema;

  /** With a table that has no columns. */
  public JournalFixture(Path path) throws IOException {
    this(path, SCHEMA);
  }

  public JournalFixture(Path path, TableSchema schema) throws IOException {
    this.path = path;
    this.schema = new SchemaRecord(schema);
    reopen();
  }

  /** As a node does that starts again. */
  public void reopen() throws IOException {
    close();
    SegmentHeader identity =
        SegmentHeader.newBuilder()
            .setCluster("cluster")
            .setDataCenter("dc1")
            .setHostId(ByteString.copyFrom(new byte[16]))
            .setJournalId(System.nanoTime())
            .setWriterId(System.nanoTime())
            .setWriteTimeoutMillis(writeTimeoutMillis)
            .build();
    JournalOptions options =
        JournalOptions.builder().segmentSize(SEGMENT_SIZE).maxWait(PATIENCE).build();
    writer = JournalWriter.open(path, options, identity, problem -> {});
  }

  /** Says how long an outcome takes at most, from the next {@link #reopen} on. */
  public void setWriteTimeout(Duration timeout) {
    writeTimeoutMillis = (int) timeout.toMillis();
  }

  public JournalDirectory directory() {
    return JournalDirectory.of(path);
  }

  /** Writes a change whose bytes are a text; returns its position. */
  public long change(String text) {
    return change(ByteString.copyFromUtf8(text));
  }

  /** Writes a change; returns its position. */
  public long change(ByteString change) {
    return change(schema, change);
  }

  /** Writes a change of another table; returns its position. */
  public long change(SchemaRecord table, ByteString change) {
    byte[] record =
        WalRecord.newBuilder()
            .setCapturedAt(System.currentTimeMillis() * 1000)
            .setSchemaVersion(table.version())
            .setChange(change)
            .build()
            .toByteArray();
    return writer.append(table, record, record.length);
  }

  /** Writes what became of changes. */
  public void outcome(Outcome.Kind kind, Long... positions) {
    outcome(Outcome.newBuilder().setKind(kind).addAllPosition(List.of(positions)));
  }

  /** Writes what became of changes. */
  public void outcome(Outcome.Builder outcome) {
    byte[] record = WalRecord.newBuilder().setOutcome(outcome).build().toByteArray();
    writer.write(record, record.length);
  }

  /** Writes a record as it is, after the time that every record begins with. */
  public long record(WalRecord.Builder builder) {
    byte[] record = builder.setCapturedAt(1_000_000).build().toByteArray();
    return writer.append(record, record.length);
  }

  /** Writes changes until that many segments have been begun. */
  public void fillSegments(int segments) throws IOException {
    long first = Position.segment(change("filler"));
    while (Position.segment(change("filler")) < first + segments) {}
  }

  /** What the relay's decoder would make of the schema. */
  public static Table table(TableSchema schema) {
    List<Column> none = List.of();
    return new Table(
        new UUID(0, 1), schema.getVersion(), schema.getKeyspace(), schema.getTable(), false, none);
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}
