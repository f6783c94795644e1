package io.sluice.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures how long a row takes from its acknowledgement at the client to a Kafka consumer, with
 * Sluice, with Debezium's connector for Cassandra 5, sent by the client straight to Kafka, and sent
 * by the client once it has written the row: in turns, at 500 rows a second and at half of what the
 * client can write, with a commit log that is synced every 200 ms and one that is every 20 ms.
 */
public final class PeerLatency {
  private static final int TURNS = 5;
  private static final int SECONDS = 10;

  /**
   * What is measured are processes that have run for long: rows for what is hot to be compiled, and
   * then time for the compiler, which does nothing while a process is frozen.
   */
  private static final int WARM_UP_ROWS = Sizes.of(200_000, 500);

  private static final int WARM_UP_SECONDS = Sizes.of(30, 1);

  private static final int SETTLE_SECONDS = 3;
  private static final int SLOW = 500;
  private static final int[] SYNC_MILLIS = {200, 20};
  private static final double[] BOUNDS = {0.04, 0.166};
  private static final double DIRECT_BOUND = 2;

  private final int turns;
  private final int seconds;
  private final Report report =
      new Report(
          "peer-latency",
          "Acknowledgement to consumer, beside Debezium and beside producing straight to Kafka",
          "bench/run peer-latency");

  private String about = "";

  private PeerLatency(int turns, int seconds) {
    this.turns = turns;
    this.seconds = seconds;
  }

  /**
   * Runs for about half an hour.
   *
   * @param args the number of turns, 5 unless given, and how many seconds each measurement takes,
   *     10 unless given
   */
  public static void main(String[] args) throws Exception {
    new PeerLatency(Sizes.of(args, 0, TURNS, 1), Sizes.of(args, 1, SECONDS, 1)).run();
  }

  private void run() throws Exception {
    for (int i = 0; i < SYNC_MILLIS.length; i++) {
      measure(SYNC_MILLIS[i], BOUNDS[i]);
    }
    report
        .note(about)
        .note(
            "Client, node, broker, relay, Debezium and consumers share the machine's cores; who"
                + " is not in turn is frozen.")
        .note(
            "Direct produce counts from the call that sends a record; the others from"
                + " Cassandra's acknowledgement. While it is measured Cassandra has nothing to do.")
        .note(
            "Dual write: the client sends the record itself when Cassandra has acknowledged the"
                + " row. So the machine has the same writes to do, and nothing captures them.")
        .save();
  }

  private void measure(int syncMillis, double bound) throws Exception {
    try (Peers peers = Peers.start(syncMillis)) {
      about = peers.note();
      String sync = ", commit log synced every " + syncMillis + " ms";
      warmUp(peers);
      report(measure(peers, SLOW), SLOW + "/s" + sync, bound);
      int half = (int) (saturation(peers) / 2);
      report.note(
          "Commit log synced every " + syncMillis + " ms: half of saturation is " + half + "/s.");
      report(measure(peers, half), "half of saturation" + sync, bound);
    }
  }

  private static void warmUp(Peers peers) throws InterruptedException {
    for (Peer peer : peers.all()) {
      peer.wake();
      peer.burst(WARM_UP_ROWS);
      peer.latency(SLOW, WARM_UP_SECONDS);
      peer.rest();
    }
  }

  /** How much the client can write while Sluice carries it, a second. */
  private double saturation(Peers peers) throws InterruptedException {
    peers.sluice().wake();
    peers.sluice().saturation(Math.min(seconds, SETTLE_SECONDS));
    double saturation = peers.sluice().saturation(Math.min(seconds, SETTLE_SECONDS));
    peers.sluice().rest();
    return saturation;
  }

  /** In another order each turn. */
  private Map<String, List<Percentiles>> measure(Peers peers, int rate)
      throws InterruptedException {
    Map<String, List<Percentiles>> measured = new LinkedHashMap<>();
    List<Peer> all = peers.all();
    all.forEach(peer -> measured.put(peer.toString(), new ArrayList<>()));
    for (int turn = 0; turn < turns; turn++) {
      for (int i = 0; i < all.size(); i++) {
        Peer peer = all.get((turn + i) % all.size());
        peer.wake();
        peer.latency(rate, Math.min(seconds, SETTLE_SECONDS));
        Percentiles latency = peer.latency(rate, seconds);
        peer.rest();
        measured.get(peer.toString()).add(latency);
        System.out.printf("turn %d, %d/s, %-16s %s%n", turn + 1, rate, peer, latency);
      }
    }
    return measured;
  }

  private void report(Map<String, List<Percentiles>> measured, String when, double bound) {
    measured.forEach(
        (peer, turns) -> {
          report.figure("p50, " + peer + ", " + when, "ms", values(turns, Percentiles::p50));
          report.figure("p99, " + peer + ", " + when, "ms", values(turns, Percentiles::p99));
        });
    Ratios ratios = new Ratios(measured, when);
    if (measured.containsKey(Peers.DEBEZIUM)) {
      ratios.add(bound, "p50", Peers.DEBEZIUM, Percentiles::p50);
    }
    ratios.add(DIRECT_BOUND, "p50", Peers.DIRECT, Percentiles::p50);
    ratios.add(DIRECT_BOUND, "p99", Peers.DIRECT, Percentiles::p99);
    ratios.add("p50", Peers.DUAL, Percentiles::p50);
    ratios.add("p99", Peers.DUAL, Percentiles::p99);
  }

  private static List<Double> values(List<Percentiles> turns, ToDoubleFunction<Percentiles> value) {
    return turns.stream().map(value::applyAsDouble).toList();
  }

  /** Those of Sluice to the others. */
  private final class Ratios {
    private final Map<String, List<Percentiles>> measured;
    private final String when;

    Ratios(Map<String, List<Percentiles>> measured, String when) {
      this.measured = measured;
      this.when = when;
    }

    void add(double bound, String what, String other, ToDoubleFunction<Percentiles> value) {
      report.atMost(
          bound,
          what + ", " + Peers.SLUICE + " / " + other + ", " + when,
          values(measured.get(Peers.SLUICE), value),
          values(measured.get(other), value));
    }

    void add(String what, String other, ToDoubleFunction<Percentiles> value) {
      report.ratio(
          what + ", " + Peers.SLUICE + " / " + other + ", " + when,
          values(measured.get(Peers.SLUICE), value),
          values(measured.get(other), value));
    }
  }
}
