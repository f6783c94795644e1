package io.sluice.relay.report;

import io.sluice.relay.change.Header;
import io.sluice.relay.change.Outgoing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last records that were handed to Kafka, for people to look at, if that is wanted: they are
 * users' data. Any thread may add and read.
 */
public final class RecentRecords {
  private static final int MOST = 50;

  private final boolean wanted;
  private final Deque<Kept> newest = new ArrayDeque<>();
  private long count;

  /**
   * A record as it is shown: of key and value the beginning.
   *
   * @param number of the record, of its destination's since the relay was started
   * @param atMillis when it was handed over: milliseconds since the epoch
   * @param table with its keyspace
   * @param value {@code null} as text for a tombstone
   */
  public record Shown(
      long number,
      long atMillis,
      String topic,
      String table,
      String operation,
      String key,
      String value) {}

  private record Kept(
      long number, long atMillis, String topic, List<Header> headers, Glimpse key, Glimpse value) {
    Shown shown() {
      String table = header("keyspace") + "." + header("table");
      return new Shown(
          number, atMillis, topic, table, header("operation"), key.toString(), value.toString());
    }

    /** Every envelope says so much. */
    private String header(String name) {
      return headers.stream()
          .filter(header -> header.name().equals(name))
          .map(Header::value)
          .findFirst()
          .orElse("");
    }
  }

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
      keep(record, Glimpse.of(record.key()), Glimpse.of(record.value()));
    }
  }

  private synchronized void keep(Outgoing record, Glimpse key, Glimpse value) {
    if (newest.size() == MOST) {
      newest.removeLast();
    }
    long now = System.currentTimeMillis();
    newest.addFirst(new Kept(++count, now, record.topic(), record.headers(), key, value));
  }

  /** The newest first. */
  public List<Shown> all() {
    return kept().stream().map(Kept::shown).toList();
  }

  private synchronized List<Kept> kept() {
    return List.copyOf(newest);
  }
}
