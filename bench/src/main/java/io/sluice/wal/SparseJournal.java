package io.sluice.wal;

import io.sluice.wal.record.SegmentHeader;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import org.mapdb.volume.Volume;

/**
 * A journal that is as large as one of a relay that was away for long, in no time: of each segment,
 * which has the default size, there are the header and one change; the rest is a hole in its file.
 */
public final class SparseJournal {
  private SparseJournal() {}

  /**
   * Writes it into a directory that has none, as a writer that is gone.
   *
   * @param change a serialized change, of the schema, for each segment
   * @param outcome a serialized outcome of the change at a position, to stand behind it
   */
  public static void write(
      Path path,
      int segments,
      SegmentHeader writer,
      SchemaRecord schema,
      IntFunction<byte[]> change,
      LongFunction<byte[]> outcome)
      throws IOException {
    JournalDirectory directory = JournalDirectory.of(path);
    directory.create();
    for (int number = 1; number <= segments; number++) {
      Volume volume = create(directory, number, segments - number);
      Segment segment = new Segment(number, SegmentFormat.DEFAULT_SEGMENT_SIZE, volume);
      append(segment, header(writer));
      append(segment, schema.bytes());
      int offset = append(segment, change.apply(number - 1));
      append(segment, outcome.apply(Position.of(number, offset)));
      segment.seal();
      segment.release();
    }
    directory.sync();
  }

  /** Made a second after the one before it. */
  private static Volume create(JournalDirectory directory, long number, int later)
      throws IOException {
    Path file = directory.file(number);
    JournalDirectory.createFile(file);
    int size = SegmentFormat.DEFAULT_SEGMENT_SIZE;
    try (RandomAccessFile hole = new RandomAccessFile(file.toFile(), "rw")) {
      hole.setLength(size); // a volume would fill it up
    }
    Volume volume = SegmentVolumes.create(SegmentVolumes.MAPPED, file.toString(), size);
    long createdAt = Clock.micros() - TimeUnit.SECONDS.toMicros(later);
    SegmentFormat.writeHeader(volume, size, number, createdAt);
    return volume;
  }

  private static byte[] header(SegmentHeader writer) {
    return WalRecord.newBuilder()
        .setCapturedAt(Clock.micros())
        .setHeader(writer)
        .build()
        .toByteArray();
  }

  private static int append(Segment segment, byte[] record) {
    int offset = segment.claim(SegmentFormat.frameSize(record.length));
    segment.write(offset, record, record.length);
    return offset;
  }
}
