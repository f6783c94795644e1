package io.sluice.wal;

import com.google.protobuf.ByteString;
import io.sluice.wal.record.Outcome;
import io.sluice.wal.record.SegmentHeader;
import io.sluice.wal.record.TableSchema;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Small journals, written and read as the trigger and the relay do. */
final class TestJournal {

  static final SchemaRecord SCHEMA =
      new SchemaRecord(
          TableSchema.newBuilder().setVersion(7).setKeyspace("ks").setTable("t").build());

  private TestJournal() {}

  static SegmentHeader identity(long writer) {
    return SegmentHeader.newBuilder()
        .setDataCenter("dc1")
        .setJournalId(99)
        .setWriterId(writer)
        .build();
  }

  static JournalWriter open(Path directory, JournalOptions.Builder options) throws IOException {
    return JournalWriter.open(directory, options.build(), identity(System.nanoTime()), error -> {});
  }

  /** Small segments, and patience with a busy machine's disk. */
  static JournalOptions.Builder small() {
    return JournalOptions.builder().segmentSize(4096).maxWait(Duration.ofMinutes(1));
  }

  static byte[] change(String text) {
    return WalRecord.newBuilder()
        .setCapturedAt(1)
        .setSchemaVersion(7)
        .setChange(ByteString.copyFromUtf8(text))
        .build()
        .toByteArray();
  }

  static byte[] outcome(long position) {
    return WalRecord.newBuilder()
        .setOutcome(Outcome.newBuilder().setKind(Outcome.Kind.APPLIED).addPosition(position))
        .build()
        .toByteArray();
  }

  static long append(JournalWriter writer, String text) {
    byte[] record = change(text);
    return writer.append(SCHEMA, record, record.length);
  }

  /** Everything that can be read now, until the reader finds nothing more. */
  static Content read(Path directory) {
    try (JournalReader reader = JournalReader.open(JournalDirectory.of(directory), 0)) {
      Content content = new Content();
      content.readOn(reader);
      return content;
    }
  }

  /** What was read. */
  static final class Content {
    final List<String> changes = new ArrayList<>();
    final List<Long> positions = new ArrayList<>();
    final List<WalRecord> others = new ArrayList<>();
    final List<Damage> damages = new ArrayList<>();
    private final List<Long> schemaSegments = new ArrayList<>();

    void readOn(JournalReader reader) {
      try {
        for (JournalReader.Result result = reader.next();
            result != JournalReader.Result.NOTHING;
            result = reader.next()) {
          if (result == JournalReader.Result.DAMAGE) {
            damages.add(reader.damage());
          } else {
            add(reader);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void add(JournalReader reader) throws IOException {
      WalRecord record = WalRecord.parser().parseFrom(reader.record(), 0, reader.length());
      if (!record.hasChange()) {
        others.add(record);
        if (record.hasSchema()) {
          schemaSegments.add(Position.segment(reader.position()));
        }
        return;
      }
      if (damages.isEmpty() && !schemaSegments.contains(Position.segment(reader.position()))) {
        throw new AssertionError(
            "a change without its schema at " + Position.toString(reader.position()));
      }
      changes.add(record.getChange().toString(StandardCharsets.UTF_8));
      positions.add(reader.position());
    }

    List<WalRecord> rewritten() {
      return others.stream().filter(WalRecord::hasRewritten).toList();
    }
  }
}
