package io.sluice.bench.page;

/**
 * What a million changes a second need of Kafka: arithmetic on unit costs, and on what brokers and
 * consumers are taken to do, which nobody measured here.
 *
 * @param text bytes of text in each row
 */
record KafkaSide(int text, UnitCosts costs) {
  static final int REPLICATION = 3;

  /** A broker's disks, written in order. */
  static final double DISK_BYTES = 500e6;

  /** A broker's network, each way: 10 Gbit/s. */
  static final double NETWORK_BYTES = 1.25e9;

  /** What one consumer does with records in a second. */
  static final double CONSUMED = 10_000;

  /** From a relay to a broker that all replicas have, and back. */
  static final double ROUND_TRIP_SECONDS = 0.002;

  private static final double DAY_SECONDS = 86_400;

  /** From all relays. */
  double bytesPerSecond() {
    return Ring.CHANGES_PER_SECOND * costs.kafkaBytes(text);
  }

  /** Of a day's records, on all brokers. */
  double bytesPerDay() {
    return bytesPerSecond() * DAY_SECONDS * REPLICATION;
  }

  /** That write, and that send records to replicas and to one group of consumers. */
  int brokers() {
    double disks = bytesPerSecond() * REPLICATION / (Ring.LOAD * DISK_BYTES);
    double out = bytesPerSecond() * REPLICATION / (Ring.LOAD * NETWORK_BYTES);
    return Math.max(REPLICATION, (int) Math.ceil(Math.max(disks, out)));
  }

  /** As many as there are consumers, and no fewer than relays can fill. */
  int partitions() {
    double consumers = Ring.CHANGES_PER_SECOND / CONSUMED;
    double relays = Ring.CHANGES_PER_SECOND / (Ring.LOAD * costs.drainedPerSecond());
    return (int) Math.ceil(Math.max(consumers, relays));
  }

  /** Of all relays to all brokers, where each relay has one destination. */
  int connections(int nodes) {
    return nodes * brokers();
  }

  /**
   * Requests that all relays make in a second. A relay has one under way to a broker, and what
   * comes meanwhile goes with the next; with {@code linger.ms} that is so much later. Keys are
   * spread over brokers, so changes come to each of them by chance, and a request is made if there
   * is at least one.
   */
  double requests(int nodes, double lingerSeconds) {
    double period = Math.max(ROUND_TRIP_SECONDS, lingerSeconds);
    double changes = Ring.CHANGES_PER_SECOND / nodes / brokers() * period;
    return connections(nodes) / period * (1 - Math.exp(-changes));
  }
}
