package io.sluice.relay.report;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The {@link Counter}s of one destination. Any thread may add and read. */
public final class Counters {
  private final Map<Counter, LongAdder> values = new EnumMap<>(Counter.class);

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

  public long get(Counter counter) {
    return values.get(counter).sum();
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
