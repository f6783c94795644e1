package io.sluice.relay.publish;

import com.google.common.base.Throwables;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Header;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.report.AsideFile;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import io.sluice.relay.report.RepeatedWarning;
import io.sluice.wal.Position;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes changes that can never be delivered, so that they are neither lost nor in the way: each is
 * an entry of an {@link AsideFile}, with {@code position}, {@code reason} and, as far as it came,
 * the Kafka record ({@code topic}, {@code key}, {@code value}, {@code timestamp}, {@code headers})
 * or the captured update ({@code table}, {@code schema_version}, {@code update}: a serialized
 * {@code PartitionChange}).
 *
 * <p>For one thread.
 */
public final class DeadLetters {
  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  private final String destination;
  private final AsideFile file;
  private final Counters counters;
  private final RepeatedWarning warning = new RepeatedWarning(log);

  public DeadLetters(String destination, AsideFile file, Counters counters) {
    this.destination = destination;
    this.file = file;
    this.counters = counters;
  }

  /**
   * Takes a record that Kafka refuses.
   *
   * @throws IOException if it is not safely on disk; the position must not pass it then
   */
  void take(Outgoing record, long position, Exception reason) throws IOException {
    Map<String, Object> entry = entry(position, reason);
    entry.put("topic", record.topic());
    entry.put("key", record.key());
    entry.put("value", record.value());
    entry.put("timestamp", record.timestampMillis());
    Map<String, String> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      headers.put(header.name(), header.value());
    }
    entry.put("headers", headers);
    put(entry);
  }

  /**
   * Takes an update of which a change could not be made into a record.
   *
   * @throws IOException if it is not safely on disk; the position must not pass it then
   */
  public void take(Captured captured, String changeId, Exception reason) throws IOException {
    Map<String, Object> entry = entry(captured.position(), reason);
    entry.put("table", captured.table().toString());
    entry.put("schema_version", "%016x".formatted(captured.table().version()));
    entry.put("change_id", changeId);
    entry.put("update", captured.change().toByteArray());
    put(entry);
  }

  private static Map<String, Object> entry(long position, Exception reason) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("position", Position.toString(position));
    entry.put("reason", told(reason));
    return entry;
  }

  /** All causes: what a converter throws first often says only that something failed. */
  private static String told(Throwable reason) {
    return Throwables.getCausalChain(reason).stream()
        .map(cause -> cause.getClass().getSimpleName() + ": " + cause.getMessage())
        .collect(Collectors.joining("; caused by "));
  }

  private void put(Map<String, Object> entry) throws IOException {
    file.append(entry);
    counters.add(Counter.DEAD_LETTERS);
    // Of the reason only its kind: what a broker or a converter says may quote the data.
    String reason = entry.get("reason").toString();
    String kind = reason.substring(0, reason.indexOf(':'));
    warning.warn(
        "destination "
            + destination
            + ": a change became a dead letter at "
            + entry.get("position")
            + " ("
            + kind
            + "); see the dead-letter file");
  }
}
