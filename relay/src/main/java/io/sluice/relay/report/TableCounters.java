package io.sluice.relay.report;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** What is counted of one table's changes for one destination. Any thread may add and read. */
public final class TableCounters {
  /** Those that are counted for each table. */
  public static final Set<Counter> COUNTED =
      Collections.unmodifiableSet(
          EnumSet.of(Counter.DELIVERED, Counter.DROPPED, Counter.DUPLICATES, Counter.DEAD_LETTERS));

  private static final double MICROS = 1e6;

  private final String keyspace;
  private final String table;
  private final Map<Counter, LongAdder> values = new EnumMap<>(Counter.class);
  private volatile long deliveredAt; // microseconds since the epoch; 0: never

  TableCounters(String keyspace, String table) {
    this.keyspace = keyspace;
    this.table = table;
    COUNTED.forEach(counter -> values.put(counter, new LongAdder()));
  }

  void add(Counter counter) {
    values.get(counter).increment();
  }

  void delivered(long atMicros) {
    add(Counter.DELIVERED);
    deliveredAt = atMicros;
  }

  public String keyspace() {
    return keyspace;
  }

  public String table() {
    return table;
  }

  /** One of {@link #COUNTED}. */
  public long get(Counter counter) {
    return values.get(counter).sum();
  }

  /** When Kafka acknowledged one last: seconds since the epoch. */
  public OptionalDouble deliveredAt() {
    long at = deliveredAt;
    return at == 0 ? OptionalDouble.empty() : OptionalDouble.of(at / MICROS);
  }
}
