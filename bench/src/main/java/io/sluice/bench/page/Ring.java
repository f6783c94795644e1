package io.sluice.bench.page;

/**
 * A ring with a million changes a second, and what each of its nodes needs: arithmetic on unit
 * costs. Every change is captured once, by its coordinator, whatever the replication factor; they
 * are spread over the nodes.
 *
 * @param text bytes of text in each row
 */
record Ring(int nodes, int text, UnitCosts costs) {
  static final double CHANGES_PER_SECOND = 1_000_000;

  /** dedupe.window, as it is by default: consumed segments stay as long. */
  static final double WINDOW_SECONDS = 600;

  /** max_backlog, as it is by default. */
  static final double DEFAULT_BACKLOG = 16L << 30;

  /** dedupe.max_entries, as it is by default. */
  static final double DEFAULT_ENTRIES = 1_000_000;

  /** What is planned to be busy no more than that has room to catch up after an outage. */
  static final double LOAD = 0.5;

  private static final double MICROS = 1e6;
  private static final double BITS = 8;

  /** That a node coordinates, and captures, in a second. */
  double changes() {
    return CHANGES_PER_SECOND / nodes;
  }

  /** Of journal in a second. */
  double journalBytes() {
    return changes() * costs.journalBytes(text);
  }

  /** Of journal, of the dedupe window and of an outage of Kafka. */
  double diskBytes(double outageSeconds) {
    return journalBytes() * (WINDOW_SECONDS + outageSeconds);
  }

  /** For how long an outage may last before writes are refused, with the default; 0: not at all. */
  double defaultLastsSeconds() {
    return Math.max(0, DEFAULT_BACKLOG / journalBytes() - WINDOW_SECONDS);
  }

  /** For how long a destination knows a change, with the default of entries. */
  double knownSeconds() {
    return Math.min(WINDOW_SECONDS, DEFAULT_ENTRIES / changes());
  }

  double triggerCores() {
    return changes() * costs.triggerMicros() / MICROS;
  }

  /** Each destination looks at the changes of the others, too. */
  double relayCores() {
    double others = Math.max(0, destinations() - 1) * costs.passMicros();
    return changes() * (costs.relayMicros(changes(), text) + others) / MICROS;
  }

  /**
   * Among which tables have to be shared out, so that each is busy no more than planned: with its
   * own changes, and with passing over those of the others. 0 if there can't be enough of them.
   */
  int destinations() {
    double passing = changes() * costs.passMicros() / MICROS;
    double delivering = changes() / costs.drainedPerSecond();
    if (delivering <= LOAD) {
      return 1;
    }
    return passing >= LOAD ? 0 : (int) Math.ceil((delivering - passing) / (LOAD - passing));
  }

  /** From a relay to Kafka, in bits a second. */
  double networkBits() {
    return changes() * costs.kafkaBytes(text) * BITS;
  }
}
