package io.sluice.bench;

/**
 * What it took a relay to deliver some changes.
 *
 * @param records of all destinations together
 * @param cpuMicros of the whole process
 * @param journalBytes with frames, outcomes, schemas, and what is left over in segments
 * @param kafkaBytes that the topics have grown by
 */
record Drained(
    long changes,
    long records,
    double seconds,
    double cpuMicros,
    long journalBytes,
    long kafkaBytes) {

  static final Drained NOTHING = new Drained(0, 0, 0, 0, 0, 0);

  Drained plus(Drained other) {
    return new Drained(
        changes + other.changes,
        records + other.records,
        seconds + other.seconds,
        cpuMicros + other.cpuMicros,
        journalBytes + other.journalBytes,
        kafkaBytes + other.kafkaBytes);
  }

  double cpuMicrosPerRecord() {
    return cpuMicros / records;
  }

  double journalBytesPerChange() {
    return (double) journalBytes / changes;
  }

  double kafkaBytesPerRecord() {
    return (double) kafkaBytes / records;
  }

  double changesPerSecond() {
    return changes / seconds;
  }
}
