package io.sluice.relay.report;

import static java.util.stream.Collectors.joining;

import io.sluice.relay.change.Outgoing;
import io.sluice.relay.change.Table;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;

/**
 * What there is to tell of one destination: its {@link Counter}s, some of them by table, how long
 * its changes take, and what it is warned of now. Any thread may add and read.
 */
public final class Counters {
  private final Map<Counter, LongAdder> values = new EnumMap<>(Counter.class);

  private final Latency latency = new Latency();
  private final RecentLatency recentLatency = new RecentLatency(latency);
  private final Troubles troubles = new Troubles(Clock.systemUTC());

  /** By the table's name. A table that was dropped stays. */
  private final Map<String, TableCounters> tables = new ConcurrentSkipListMap<>();

  /** The same, by each version of a table: found without a name having to be made. */
  private final Map<Table, TableCounters> versions = new ConcurrentHashMap<>();

  public Counters() {
    for (Counter counter : Counter.values()) {
      values.put(counter, new LongAdder());
    }
  }

  public void add(Counter counter) {
    add(counter, 1);
  }

  public void add(Counter counter, long count) {
    values.get(counter).add(count);
  }

  /**
   * Counts a change of a table, or a write to it.
   *
   * @param counter one of {@link TableCounters#COUNTED}
   * @param table null if it is not at hand
   */
  public void add(Counter counter, Table table) {
    add(counter);
    if (table != null) {
      of(table).add(counter);
    }
  }

  /**
   * Counts a record that Kafka has, for good.
   *
   * @param atMicros when that became known: microseconds since the epoch
   */
  public void delivered(Outgoing record, long atMicros) {
    add(Counter.DELIVERED);
    if (record.table() != null) {
      latency.add(atMicros - record.capturedAtMicros());
      of(record.table()).delivered(atMicros);
    }
  }

  private TableCounters of(Table table) {
    TableCounters known = versions.get(table);
    return known != null ? known : versions.computeIfAbsent(table, this::byName);
  }

  private TableCounters byName(Table table) {
    return tables.computeIfAbsent(
        table.toString(), name -> new TableCounters(table.keyspace(), table.name()));
  }

  /** Of each table that anything was counted of, in the order of their names. */
  public Collection<TableCounters> tables() {
    return tables.values();
  }

  /** From the capture of a change to Kafka's acknowledgement of its record. */
  public Latency latency() {
    return latency;
  }

  /** The same, of the last minute. */
  public RecentLatency recentLatency() {
    return recentLatency;
  }

  public long get(Counter counter) {
    return values.get(counter).sum();
  }

  /** A warning that is among the destination's {@link #troubles} while it lasts. */
  public RepeatedWarning warning(Logger log) {
    return new RepeatedWarning(log, troubles);
  }

  /** What it is warned of now. */
  public List<Troubles.Trouble> troubles() {
    return troubles.all();
  }

  /** Those that are not zero: {@code delivered=3 duplicates=1}. */
  @Override
  public String toString() {
    return Arrays.stream(Counter.values())
        .filter(counter -> get(counter) != 0)
        .map(counter -> counter.name().toLowerCase(Locale.ROOT) + "=" + get(counter))
        .collect(joining(" "));
  }
}
