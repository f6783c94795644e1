package io.sluice.wal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mapdb.volume.Volume;
import org.mapdb.volume.VolumeFactory;

/** A segment that its reader is about to open. */
class SegmentReaderTest {

  @TempDir Path temp;

  /** The relay deletes segments while another of its threads looks at them. */
  @Test
  void aFileThatIsDeletedWhileItIsOpenedIsOneThatDoesNotExist() throws IOException {
    JournalDirectory directory = JournalDirectory.of(temp);
    try (JournalWriter writer = TestJournal.open(temp, TestJournal.small())) {
      TestJournal.append(writer, "change");
    }
    long segment = directory.newest();

    assertThatThrownBy(() -> SegmentReader.open(directory, segment, new DeletingVolumes()))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(directory.file(segment).toString());
  }

  /** Deletes each file between the look at its size and its opening. */
  private static final class DeletingVolumes extends VolumeFactory {

    @Override
    public Volume makeVolume(
        String file, boolean readOnly, long lockWait, int slice, long size, boolean fixed) {
      try {
        Files.delete(Path.of(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return SegmentVolumes.MAPPED.makeVolume(file, readOnly, lockWait, slice, size, fixed);
    }

    @Override
    public boolean exists(String file) {
      return SegmentVolumes.MAPPED.exists(file);
    }

    @Override
    public boolean handlesReadonly() {
      return true;
    }
  }
}
