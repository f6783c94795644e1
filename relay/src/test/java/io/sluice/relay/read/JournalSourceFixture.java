package io.sluice.relay.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.sluice.relay.read.JournalSource.Found;
import io.sluice.relay.report.AsideFile;
import io.sluice.relay.report.Counters;
import io.sluice.wal.Position;
import io.sluice.wal.record.FramePosition;
import io.sluice.wal.record.Rewritten;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A journal, and one that reads it. */
abstract class JournalSourceFixture {
  static final Duration WINDOW = Duration.ofMinutes(10);

  @TempDir Path directory;

  final Counters counters = new Counters();
  JournalFixture journal;
  JournalSource source;

  @BeforeEach
  final void openJournal() throws Exception {
    journal = new JournalFixture(directory.resolve("journal"));
  }

  @AfterEach
  final void close() throws Exception {
    if (source != null) {
      source.close();
    }
    journal.close();
  }

  final void open(StartingPoint start) throws IOException {
    if (source != null) {
      source.close();
    }
    AsideFile aside = new AsideFile(directory.resolve("quarantine"), Clock.systemUTC());
    source =
        new JournalSource(
            journal.directory(),
            start,
            JournalFixture::table,
            new Quarantine(aside, counters),
            counters);
  }

  final StartingPoint resume(long journalId, long position, Long... open) throws IOException {
    return StartingPoint.resume(journal.directory(), journalId, position, List.of(open), WINDOW);
  }

  final void readUntil(String change) throws IOException {
    Found found = source.next();
    while (found != Found.CHANGE || !text().equals(change)) {
      assertThat(found).isNotEqualTo(Found.NOTHING);
      found = source.next();
    }
  }

  /** Those to deliver, up to the end of what is written. */
  final List<String> changes() throws IOException {
    List<String> changes = new ArrayList<>();
    for (Found found = source.next(); found != Found.NOTHING; found = source.next()) {
      if (found == Found.CHANGE && !source.isDelivered()) {
        changes.add(text());
      }
    }
    return changes;
  }

  final String text() {
    return source.change().change().toStringUtf8();
  }

  final WalRecord.Builder rewritten(long original, String text) {
    ByteString copy =
        WalRecord.newBuilder()
            .setCapturedAt(1)
            .setSchemaVersion(77)
            .setChange(ByteString.copyFromUtf8(text))
            .build()
            .toByteString();
    return rewritten(original, copy);
  }

  static WalRecord.Builder rewritten(long original, ByteString copy) {
    FramePosition position =
        FramePosition.newBuilder()
            .setSegment(Position.segment(original))
            .setOffset(Position.offset(original))
            .build();
    return WalRecord.newBuilder()
        .setRewritten(Rewritten.newBuilder().setOriginal(position).setRecord(copy));
  }

  final void flip(long position, int at) throws IOException {
    Path file = journal.directory().file(Position.segment(position));
    try (RandomAccessFile segment = new RandomAccessFile(file.toFile(), "rw")) {
      segment.seek(Position.offset(position) + at);
      int old = segment.read();
      segment.seek(Position.offset(position) + at);
      segment.write(old ^ 1);
    }
  }

  final void blank(long position, int bytes) throws IOException {
    Path file = journal.directory().file(Position.segment(position));
    try (RandomAccessFile segment = new RandomAccessFile(file.toFile(), "rw")) {
      segment.seek(Position.offset(position));
      segment.write(new byte[bytes]);
    }
  }

  final List<String> quarantine() throws IOException {
    try (var files = Files.list(directory.resolve("quarantine"))) {
      return Files.readAllLines(files.findFirst().orElseThrow());
    }
  }
}
