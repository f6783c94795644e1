package io.sluice.relay.read;

import com.google.protobuf.ByteString;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.JournalOptions;
import io.sluice.wal.JournalWriter;
import io.sluice.wal.SchemaRecord;
import io.sluice.wal.record.Bound;
import io.sluice.wal.record.Cell;
import io.sluice.wal.record.ClusteringValue;
import io.sluice.wal.record.Column;
import io.sluice.wal.record.ComplexDeletion;
import io.sluice.wal.record.CqlType;
import io.sluice.wal.record.Deletion;
import io.sluice.wal.record.Gap;
import io.sluice.wal.record.Liveness;
import io.sluice.wal.record.Outcome;
import io.sluice.wal.record.PartitionChange;
import io.sluice.wal.record.RangeDeletion;
import io.sluice.wal.record.Row;
import io.sluice.wal.record.SegmentHeader;
import io.sluice.wal.record.TableSchema;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What two writers, one after the other, wrote into a few small segments: updates of two tables
 * with every shape of type, their outcomes, and a gap.
 */
final class PristineJournal {
  static final TableSchema WIDE =
      table(1, "wide")
          .addColumns(column("k1", Column.Kind.PARTITION_KEY, type("text")))
          .addColumns(column("k2", Column.Kind.PARTITION_KEY, type("int")))
          .addColumns(column("c1", Column.Kind.CLUSTERING, type("int")).setDescending(true))
          .addColumns(column("c2", Column.Kind.CLUSTERING, type("text")))
          .addColumns(column("s", Column.Kind.STATIC, type("text")))
          .addColumns(column("l", Column.Kind.REGULAR, of(CqlType.Kind.LIST, type("int"))))
          .addColumns(
              column("m", Column.Kind.REGULAR, of(CqlType.Kind.MAP, type("text"), type("int"))))
          .addColumns(
              column("t", Column.Kind.REGULAR, of(CqlType.Kind.TUPLE, type("int"), type("text"))))
          .build();

  static final TableSchema PLAIN =
      table(2, "plain")
          .addColumns(column("k", Column.Kind.PARTITION_KEY, type("text")))
          .addColumns(column("a", Column.Kind.REGULAR, type("decimal")))
          .addColumns(column("b", Column.Kind.REGULAR, type("duration")))
          .addColumns(column("u", Column.Kind.REGULAR, user()))
          .addColumns(column("v", Column.Kind.REGULAR, vector()))
          .build();

  private static final int SEGMENT_SIZE = 4096;
  private static final int CHANGES_OF_A_WRITER = 50;

  /** A busy machine's disk may be slow to make a segment. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Random random;

  private PristineJournal(Random random) {
    this.random = random;
  }

  /** Writes it; the files' bytes by their segments' numbers. */
  static SortedMap<Long, byte[]> write(Path path, Random random) throws IOException {
    PristineJournal journal = new PristineJournal(random);
    journal.writeAs(1, path);
    journal.writeAs(2, path);
    JournalDirectory directory = JournalDirectory.of(path);
    SortedMap<Long, byte[]> files = new TreeMap<>();
    for (long segment : directory.segments()) {
      files.put(segment, Files.readAllBytes(directory.file(segment)));
    }
    return files;
  }

  private void writeAs(long writerId, Path path) throws IOException {
    SegmentHeader identity =
        SegmentHeader.newBuilder()
            .setCluster("cluster")
            .setDataCenter("dc1")
            .setHostId(ByteString.copyFrom(new byte[16]))
            .setJournalId(99)
            .setWriterId(writerId)
            .setWriteTimeoutMillis(2_000)
            .build();
    JournalOptions options =
        JournalOptions.builder().segmentSize(SEGMENT_SIZE).maxWait(PATIENCE).build();
    List<SchemaRecord> schemas = List.of(new SchemaRecord(WIDE), new SchemaRecord(PLAIN));
    try (JournalWriter writer = JournalWriter.open(path, options, identity, problem -> {})) {
      for (int i = 0; i < CHANGES_OF_A_WRITER; i++) {
        SchemaRecord schema = schemas.get(i % schemas.size());
        byte[] change = change(schema.version());
        long position = writer.append(schema, change, change.length);
        byte[] outcome = outcome(position);
        writer.write(outcome, outcome.length);
      }
      byte[] gap = gap();
      writer.write(gap, gap.length);
    }
  }

  private byte[] change(long schemaVersion) {
    PartitionChange update = schemaVersion == WIDE.getVersion() ? wide() : plain();
    return WalRecord.newBuilder()
        .setCapturedAt(1_700_000_000_000_000L + random.nextInt(1_000_000))
        .setNowInSeconds(1_700_000_000)
        .setSchemaVersion(schemaVersion)
        .setChange(update.toByteString())
        .build()
        .toByteArray();
  }

  private PartitionChange wide() {
    PartitionChange.Builder update =
        PartitionChange.newBuilder()
            .setPartitionKey(ByteString.fromHex("00016100000400000007" + "00"))
            .setTimestamp(1_700_000_000_000_000L);
    Row.Builder row = Row.newBuilder().addClustering(integer(random.nextInt(9)));
    row.addClustering(value(ByteString.copyFromUtf8("c2"))).setLiveness(Liveness.newBuilder());
    row.addComplexDeletions(ComplexDeletion.newBuilder().setColumn(5).setTimestampDelta(-1));
    row.addCells(element(5, random(16), random(4))).addCells(element(6, random(3), random(4)));
    row.addCells(cell(7, ByteString.fromHex("0000000400000001ffffffff")));
    return switch (random.nextInt(4)) {
      case 0 -> update.setDeletion(Deletion.newBuilder()).build();
      case 1 -> update.setStaticRow(Row.newBuilder().addCells(cell(4, random(8)))).build();
      case 2 -> update.addRangeDeletions(range()).build();
      default -> update.addRows(row).build();
    };
  }

  private RangeDeletion range() {
    return RangeDeletion.newBuilder()
        .setStart(Bound.newBuilder().addValues(integer(random.nextInt(9))).setInclusive(true))
        .setEnd(Bound.newBuilder())
        .setDeletion(Deletion.newBuilder().setTimestampDelta(random.nextInt(9)))
        .build();
  }

  private PartitionChange plain() {
    Row.Builder row = Row.newBuilder();
    row.addCells(cell(1, ByteString.fromHex("00000002").concat(random(5))));
    row.addCells(cell(2, ByteString.fromHex("020406")).setTtl(60));
    row.addCells(cell(3, ByteString.fromHex("00000004000000050000000161")));
    row.addCells(cell(4, random(12)));
    return PartitionChange.newBuilder()
        .setPartitionKey(ByteString.copyFromUtf8("key " + random.nextInt(5)))
        .setTimestamp(1_700_000_000_000_000L)
        .addRows(row)
        .build();
  }

  private byte[] outcome(long position) {
    Outcome.Kind kind = Outcome.Kind.forNumber(random.nextInt(3));
    Outcome outcome = Outcome.newBuilder().setKind(kind).addPosition(position).build();
    return WalRecord.newBuilder().setOutcome(outcome).build().toByteArray();
  }

  private static byte[] gap() {
    Gap gap = Gap.newBuilder().setChanges(3).setReason("the disk was full").build();
    return WalRecord.newBuilder().setCapturedAt(1).setGap(gap).build().toByteArray();
  }

  private ByteString random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  private static ClusteringValue integer(int value) {
    return value(ByteString.fromHex(String.format("%08x", value)));
  }

  private static ClusteringValue value(ByteString value) {
    return ClusteringValue.newBuilder().setValue(value).build();
  }

  private static Cell.Builder cell(int column, ByteString value) {
    return Cell.newBuilder().setColumn(column).setValue(value);
  }

  private static Cell.Builder element(int column, ByteString path, ByteString value) {
    return cell(column, value).setPath(path);
  }

  private static TableSchema.Builder table(long version, String name) {
    return TableSchema.newBuilder()
        .setVersion(version)
        .setTableId(ByteString.copyFrom(new byte[16]))
        .setKeyspace("ks")
        .setTable(name);
  }

  private static Column.Builder column(String name, Column.Kind kind, CqlType type) {
    return Column.newBuilder().setName(name).setKind(kind).setType(type);
  }

  static CqlType type(String name) {
    return CqlType.newBuilder().setKind(CqlType.Kind.NATIVE).setName(name).build();
  }

  static CqlType of(CqlType.Kind kind, CqlType... parameters) {
    return CqlType.newBuilder().setKind(kind).addAllParameters(List.of(parameters)).build();
  }

  private static CqlType user() {
    return of(CqlType.Kind.UDT, type("int"), type("text")).toBuilder()
        .setKeyspace("ks")
        .setName("address")
        .addFieldNames("number")
        .addFieldNames("street")
        .setFrozen(true)
        .build();
  }

  private static CqlType vector() {
    return of(CqlType.Kind.VECTOR, type("float")).toBuilder().setDimension(3).build();
  }
}
