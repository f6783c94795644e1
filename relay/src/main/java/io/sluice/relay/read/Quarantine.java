package io.sluice.relay.read;

import com.google.protobuf.ByteString;
import io.sluice.relay.report.AsideFile;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import io.sluice.relay.report.RepeatedWarning;
import io.sluice.wal.Damage;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what cannot be read, so that it is neither skipped silently nor in the way: its bytes go to
 * an {@link AsideFile}, with {@code position}, {@code reason} and {@code bytes}; of segments that
 * are missing there is their number, {@code segments}, and of one that cannot be read the name of a
 * copy of its {@code file}. After a restart of the relay the same may be taken again.
 *
 * <p>All queues of a destination read the same journal, and share this: each thing is taken and
 * counted once, whoever comes upon it first. For many threads, one after the other.
 */
public final class Quarantine {
  private static final Logger log = LoggerFactory.getLogger(Quarantine.class);

  private static final int MOST_KNOWN = 10_000;

  private final AsideFile file;
  private final Counters counters;
  private final RepeatedWarning warning;
  private final Set<Place> known = Collections.newSetFromMap(new LastPlaces()); // guarded by this

  private record Place(long journal, long position) {}

  private static final class LastPlaces extends LinkedHashMap<Place, Boolean> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Place, Boolean> eldest) {
      return size() > MOST_KNOWN;
    }
  }

  public Quarantine(AsideFile file, Counters counters) {
    this.file = file;
    this.counters = counters;
    this.warning = counters.warning(log);
  }

  /** Whether no queue has come upon what stands there; asked once, it is known. */
  synchronized boolean isNew(long journal, long position) {
    return known.add(new Place(journal, position));
  }

  /**
   * Takes what the journal's reader passed over.
   *
   * @param journal its identity
   * @throws IOException if it is not safely on disk; the position must not pass it then
   */
  synchronized void take(long journal, Damage damage, JournalDirectory directory)
      throws IOException {
    Place place = new Place(journal, damage.from());
    if (!known.contains(place)) {
      switch (damage.kind()) {
        case MISSING_SEGMENT -> takeMissing(damage);
        case UNREADABLE_SEGMENT -> takeSegment(damage, directory);
        default -> take(damage.from(), damage.toString(), damage.bytes());
      }
      known.add(place);
    }
  }

  /** There is nothing to keep: all that is left is to say so, each time. */
  private void takeMissing(Damage damage) throws IOException {
    long first = Position.segment(damage.from());
    long last = Position.segment(damage.to()) - 1;
    counters.add(Counter.MISSING_SEGMENTS, last - first + 1);
    put(damage.from(), damage.toString(), "segments", last - first + 1);
    log.error(
        "{} segment(s) of the journal are missing, {} to {}: what they held that was not delivered"
            + " is lost",
        last - first + 1,
        Position.fileName(first),
        Position.fileName(last));
  }

  /** Its file is kept whole, since the journal's will be deleted. */
  private void takeSegment(Damage damage, JournalDirectory directory) throws IOException {
    counters.add(Counter.UNREADABLE_SEGMENTS);
    Path segment = directory.file(Position.segment(damage.from()));
    String copy = file.keep(segment);
    put(damage.from(), damage.toString(), "file", copy);
    log.error(
        "segment {} of the journal cannot be read and is passed over, kept in the quarantine as {}:"
            + " {}",
        segment.getFileName(),
        copy,
        damage.message());
  }

  /**
   * Takes a frame that is whole, but means nothing to this version.
   *
   * @param journal its identity
   * @throws IOException if it is not safely on disk; the position must not pass it then
   */
  public synchronized void take(long journal, long position, String reason, ByteString record)
      throws IOException {
    Place place = new Place(journal, position);
    if (!known.contains(place)) {
      take(position, reason, record.toByteArray());
      known.add(place);
    }
  }

  private void take(long position, String reason, byte[] bytes) throws IOException {
    counters.add(Counter.QUARANTINED);
    put(position, reason, "bytes", bytes);
    String kept =
        bytes.length == 0
            ? "of which nothing is left"
            : "of which " + bytes.length + " bytes are kept in the quarantine";
    warning.warn(
        "passed over what stands at " + Position.toString(position) + ", " + kept + ": " + reason);
  }

  private void put(long position, String reason, String name, Object kept) throws IOException {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("position", Position.toString(position));
    entry.put("reason", reason);
    entry.put(name, kept);
    file.append(entry);
  }
}
