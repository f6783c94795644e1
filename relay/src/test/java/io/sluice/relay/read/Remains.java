package io.sluice.relay.read;

import com.google.protobuf.InvalidProtocolBufferException;
import io.sluice.wal.CraftedSegment;
import io.sluice.wal.CraftedSegment.Frame;
import io.sluice.wal.record.WalRecord;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;

/** What a reader can know of a journal that nobody writes any more, after {@link PlainDamage}. */
final class Remains {
  /** How much of a segment's fixed header is written. */
  private static final int HEADER = 36;

  private final SortedMap<Long, byte[]> pristine;
  private final SortedMap<Long, byte[]> files;
  private final long from;

  /**
   * @param from segment that the reader was told to begin with; 0: whatever is there
   */
  Remains(SortedMap<Long, byte[]> pristine, SortedMap<Long, byte[]> files, long from) {
    this.pristine = pristine;
    this.files = files;
    this.from = from;
  }

  /** Whether a frame stands there as it was written; what fills it up to 8 bytes is nothing. */
  boolean isSpared(long segment, Frame frame) {
    return isSpared(segment, frame.offset(), frame.offset() + 8 + frame.payload().size());
  }

  private boolean isSpared(long segment, int begin, int end) {
    byte[] file = files.get(segment);
    return file != null
        && end <= file.length
        && Arrays.equals(pristine.get(segment), begin, end, file, begin, end);
  }

  /** Whether it can be told that a frame that is not spared has been there. */
  boolean isTold(long segment, Frame frame) {
    byte[] file = files.get(segment);
    if (file == null) {
      return !files.tailMap(segment).isEmpty() && (from > 0 || !files.headMap(segment).isEmpty());
    }
    return !isBlank(segment, frame.offset()) || isCut(segment, file) || writerWentOn(segment);
  }

  /** What stands behind the end that the header says is not of the segment. */
  private boolean isBlank(long segment, int from) {
    byte[] file = files.get(segment);
    boolean sized = isSpared(segment, 0, HEADER);
    int to = sized ? Math.min(file.length, pristine.get(segment).length) : file.length;
    for (int at = from; at < to; at++) {
      if (file[at] != 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isCut(long segment, byte[] file) {
    return isSpared(segment, 0, HEADER) && file.length < pristine.get(segment).length;
  }

  /** Whether the next segment that says whose it is, is of the same writer, who used it. */
  private boolean writerWentOn(long segment) {
    if (!isSpared(segment, frames(segment).get(0))) {
      return false;
    }
    for (long later : files.tailMap(segment + 1).keySet()) {
      if (pristine.containsKey(later) && isSpared(later, frames(later).get(0))) {
        byte[] file = files.get(later);
        int first = frames(later).get(0).to();
        return writer(later) == writer(segment)
            && !isBlank(later, first)
            && !CraftedSegment.isEnd(file, later, first);
      }
    }
    return false;
  }

  private long writer(long segment) {
    return record(frames(segment).get(0)).getHeader().getWriterId();
  }

  /** Whether anything says what a change means, early enough or not too late. */
  boolean isUnderstood(long segment, Frame frame) {
    long version = record(frame).getSchemaVersion();
    return isSaid(segment, WalRecord::hasHeader)
        && isSaid(segment, r -> r.hasSchema() && r.getSchema().getVersion() == version);
  }

  private boolean isSaid(long segment, Predicate<WalRecord> what) {
    return pristine.headMap(segment + LookAhead.SEGMENTS + 1).keySet().stream()
        .anyMatch(
            near -> frames(near).stream().anyMatch(f -> what.test(record(f)) && isSpared(near, f)));
  }

  private List<Frame> frames(long segment) {
    return CraftedSegment.frames(segment, pristine.get(segment));
  }

  private static WalRecord record(Frame frame) {
    try {
      return WalRecord.parseFrom(frame.payload());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("a record of a pristine segment", e);
    }
  }
}
