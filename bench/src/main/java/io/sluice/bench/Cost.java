package io.sluice.bench;

/** What {@link Scaling} tells of a change. */
public enum Cost {
  CPU("relay's CPU per record", "µs"),
  JOURNAL("journal per change", "B"),
  KAFKA("to Kafka per record", "B");

  private final String what;
  private final String unit;

  Cost(String what, String unit) {
    this.what = what;
    this.unit = unit;
  }

  String unit() {
    return unit;
  }

  double of(Drained drained) {
    return switch (this) {
      case CPU -> drained.cpuMicrosPerRecord();
      case JOURNAL -> drained.journalBytesPerChange();
      case KAFKA -> drained.kafkaBytesPerRecord();
    };
  }

  /** For readers of curves. */
  @Override
  public String toString() {
    return what;
  }
}
