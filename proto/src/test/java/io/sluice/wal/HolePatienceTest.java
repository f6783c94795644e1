package io.sluice.wal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A claim that is not published, of a writer that lives: waited for, but not for ever. */
class HolePatienceTest {

  @TempDir Path temp;

  private long now = 1;
  private JournalWriter writer;
  private JournalReader reader;

  @BeforeEach
  void open() throws IOException {
    writer = TestJournal.open(temp, TestJournal.small());
    reader = JournalReader.open(JournalDirectory.of(temp), 0, () -> now);
    TestJournal.append(writer, "before");
    while (reader.next() == JournalReader.Result.RECORD) {
      // header, schema, "before"
    }
  }

  @AfterEach
  void close() throws IOException {
    reader.close();
    writer.close();
  }

  @Test
  void isGivenItsTimeFromWhenFramesWereSeenBehindIt() throws IOException {
    pass(Duration.ofHours(1)); // idle: no hole yet, so nothing that could be too late
    long claimed = TestJournal.append(writer, "slow");
    byte[] word = takeBack(claimed);
    TestJournal.append(writer, "behind it");

    assertThat(reader.next()).isEqualTo(JournalReader.Result.NOTHING);
    pass(Duration.ofSeconds(29));
    assertThat(reader.next()).isEqualTo(JournalReader.Result.NOTHING);
    publish(claimed, word);

    assertThat(reader.next()).isEqualTo(JournalReader.Result.RECORD);
    assertThat(reader.position()).isEqualTo(claimed);
    assertThat(reader.next()).isEqualTo(JournalReader.Result.RECORD);
  }

  @Test
  void isPassedOverAndReportedAfterThat() throws IOException {
    long claimed = TestJournal.append(writer, "never");
    byte[] word = takeBack(claimed);
    long behind = TestJournal.append(writer, "behind it");

    JournalReader.Result result = reader.next();
    for (int i = 0; i < 4 && result == JournalReader.Result.NOTHING; i++) {
      pass(Duration.ofSeconds(31));
      result = reader.next();
    }

    assertThat(result).isEqualTo(JournalReader.Result.DAMAGE);
    assertThat(reader.damage().kind()).isEqualTo(Damage.Kind.ABANDONED);
    assertThat(reader.end()).isEqualTo(behind);
    assertThat(reader.next()).isEqualTo(JournalReader.Result.RECORD);
    publish(claimed, word); // the writer's own close waits for it
  }

  private void pass(Duration time) throws IOException {
    assertThat(reader.next()).isEqualTo(JournalReader.Result.NOTHING);
    now += time.toNanos();
  }

  /** As if the frame had been claimed, but not published. */
  private byte[] takeBack(long position) throws IOException {
    byte[] word = new byte[8];
    try (RandomAccessFile file = segment(position)) {
      file.seek(Position.offset(position));
      file.readFully(word);
    }
    publish(position, new byte[8]);
    return word;
  }

  private void publish(long position, byte[] word) throws IOException {
    try (RandomAccessFile file = segment(position)) {
      file.seek(Position.offset(position));
      file.write(word);
    }
  }

  private RandomAccessFile segment(long position) throws IOException {
    Path file = JournalDirectory.of(temp).file(Position.segment(position));
    return new RandomAccessFile(file.toFile(), "rw");
  }
}
