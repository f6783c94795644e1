package io.sluice.bench;

import java.util.function.ToDoubleFunction;

/** What {@link Scaling} tells of a change. */
public enum Cost {
  CPU("relay's CPU per record", "µs", Drained::cpuMicrosPerRecord),
  JOURNAL("journal per change", "B", Drained::journalBytesPerChange),
  KAFKA("to Kafka per record", "B", Drained::kafkaBytesPerRecord);

  private final String what;
  private final String unit;
  private final ToDoubleFunction<Drained> value;

  Cost(String what, String unit, ToDoubleFunction<Drained> value) {
    this.what = what;
    this.unit = unit;
    this.value = value;
  }

  String unit() {
    return unit;
  }

  double of(Drained drained) {
    return value.applyAsDouble(drained);
  }

  /** For readers of curves. */
  @Override
  public String toString() {
    return what;
  }
}
