package io.sluice.relay.report;

import io.sluice.relay.change.Outgoing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last records that were handed to Kafka, for people to look at, if that is wanted: they are
 * users' data. Any thread may add and read.
 */
public final class RecentRecords {
  private static final int MOST = 50;
  private static final int LONGEST = 500; // bytes of a key or value

  private final boolean wanted;
  private final Deque<Shown> newest = new ArrayDeque<>();
  private long count;

  /**
   * A record as it is shown.
   *
   * @param number of the record, since the relay was started
   * @param atMillis when it was handed over: milliseconds since the epoch
   * @param value {@code null} as text for a tombstone
   */
  public record Shown(long number, long atMillis, String topic, String key, String value) {}

  /**
   * None yet.
   *
   * @param wanted if not, none are ever kept
   */
  public RecentRecords(boolean wanted) {
    this.wanted = wanted;
  }

  /** Whether they are kept. */
  public boolean areWanted() {
    return wanted;
  }

  /** Keeps one, if they are wanted, in the place of the oldest. */
  public void add(Outgoing record) {
    if (wanted) {
      keep(record);
    }
  }

  private synchronized void keep(Outgoing record) {
    if (newest.size() == MOST) {
      newest.removeLast();
    }
    newest.addFirst(
        new Shown(
            ++count,
            System.currentTimeMillis(),
            record.topic(),
            text(record.key()),
            text(record.value())));
  }

  /** The newest first. */
  public synchronized List<Shown> all() {
    return List.copyOf(newest);
  }

  private static String text(byte[] bytes) {
    if (bytes == null) {
      return "null";
    }
    String begin = new String(bytes, 0, Math.min(bytes.length, LONGEST), StandardCharsets.UTF_8);
    return bytes.length > LONGEST ? begin + "…" : begin;
  }
}
