package io.sluice.relay.checkpoint;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a destination stands: every change before the position is delivered, or set aside, or was
 * not meant for it, except for those that are open.
 *
 * @param journalId which journal the position is of; 0: of none yet, so whatever journal comes is
 *     to be read from its beginning
 * @param position packed, see {@code io.sluice.wal.Position}
 * @param open where changes stand that are not delivered yet though later ones are: ascending, all
 *     of them before {@code position}
 */
public record Checkpoint(long journalId, long position, List<Long> open) {
  /** What a {@link CheckpointFile} has room for. */
  public static final int MAX_OPEN = 4000;

  public Checkpoint {
    open = List.copyOf(open);
  }

  /** With nothing open. */
  public Checkpoint(long journalId, long position) {
    this(journalId, position, List.of());
  }

  /**
   * A checkpoint for a file, from any number of open positions. If there are too many to be
   * remembered, it is where the first of those stands that are not: what is delivered behind it
   * will be again.
   *
   * @param open ascending, all of them before {@code position}
   */
  public static Checkpoint of(long journalId, long position, Stream<Long> open) {
    Iterator<Long> all = open.iterator();
    Stream.Builder<Long> remembered = Stream.builder();
    for (int count = 0; count < MAX_OPEN && all.hasNext(); count++) {
      remembered.add(all.next());
    }
    List<Long> first = remembered.build().toList();
    return new Checkpoint(journalId, all.hasNext() ? all.next() : position, first);
  }

  /** The position before which nothing is needed any more. */
  public long oldest() {
    return open.isEmpty() ? position : open.get(0);
  }
}
