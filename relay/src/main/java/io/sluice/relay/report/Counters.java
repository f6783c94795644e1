package io.sluice.relay.report;

import static java.util.stream.Collectors.joining;

import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;

/**
 * What there is to tell of one destination: its {@link Counter}s, and what it is warned of now. Any
 * thread may add and read.
 */
public final class Counters {
  private final Map<Counter, LongAdder> values = new EnumMap<>(Counter.class);

  private final Troubles troubles = new Troubles(Clock.systemUTC());

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
