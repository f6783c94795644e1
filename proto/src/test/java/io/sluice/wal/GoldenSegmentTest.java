package io.sluice.wal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.wal.TestJournal.Content;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A segment as release 0.1 wrote it. Every later release must read it; a change of the format adds
 * a file for the new one and keeps this.
 */
class GoldenSegmentTest {

  @TempDir Path temp;

  @Test
  void version1IsReadAsItWasWritten() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("segment-v1.wal")) {
      Files.copy(golden, temp.resolve("0000000000000001.wal"));
    }
    Content content = TestJournal.read(temp);
    assertThat(content.damages).isEmpty();
    assertThat(content.changes).containsExactly("first", "second", "third");
    assertThat(content.positions.stream().map(Position::toString))
        .containsExactly("0000000000000001:152", "0000000000000001:192", "0000000000000001:232");
    assertThat(content.others.get(0).getHeader()).isEqualTo(TestJournal.identity(5));
    assertThat(content.others.get(0).getHeader().hasSync()).as("is newer").isFalse();
    assertThat(content.others.get(0).getHeader().hasCapturedChanges()).as("is newer").isFalse();
    assertThat(content.others.stream().filter(WalRecord::hasSchema))
        .singleElement()
        .satisfies(record -> assertThat(record.getSchema().getTable()).isEqualTo("t"));
  }
}
