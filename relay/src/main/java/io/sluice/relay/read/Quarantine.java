package io.sluice.relay.read;

import com.google.protobuf.ByteString;
import io.sluice.relay.report.AsideFile;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import io.sluice.relay.report.RepeatedWarning;
import io.sluice.wal.Damage;
import io.sluice.wal.Position;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what cannot be read, so that it is neither skipped silently nor in the way: its bytes go to
 * an {@link AsideFile}, with {@code position}, {@code reason} and {@code bytes}. After a restart
 * the same bytes may be taken again.
 *
 * <p>For one thread.
 */
public final class Quarantine {
  private static final Logger log = LoggerFactory.getLogger(Quarantine.class);

  private final AsideFile file;
  private final Counters counters;
  private final RepeatedWarning warning = new RepeatedWarning(log);

  public Quarantine(AsideFile file, Counters counters) {
    this.file = file;
    this.counters = counters;
  }

  /**
   * Takes bytes that the journal's reader passed over.
   *
   * @throws IOException if they are not safely on disk; the position must not pass them then
   */
  public void take(Damage damage) throws IOException {
    boolean missing = damage.kind() == Damage.Kind.MISSING_SEGMENT;
    counters.add(missing ? Counter.MISSING_SEGMENTS : Counter.QUARANTINED);
    put(damage.from(), damage.toString(), damage.bytes());
  }

  /**
   * Takes a frame that is whole, but means nothing to this version.
   *
   * @throws IOException if it is not safely on disk; the position must not pass it then
   */
  public void take(long position, String reason, ByteString record) throws IOException {
    counters.add(Counter.QUARANTINED);
    put(position, reason, record.toByteArray());
  }

  private void put(long position, String reason, byte[] bytes) throws IOException {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("position", Position.toString(position));
    entry.put("reason", reason);
    entry.put("bytes", bytes);
    file.append(entry);
    String where = Position.toString(position);
    warning.warn("quarantined " + bytes.length + " bytes at " + where + ": " + reason);
  }
}
