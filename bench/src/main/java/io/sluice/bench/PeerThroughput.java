package io.sluice.bench;

import io.sluice.bench.Peer.Carried;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures how fast rows that are written at once come to a Kafka consumer, with Sluice and with
 * Debezium's connector for Cassandra 5, in turns: a burst while they carry, and three times as many
 * to catch up with, which were written while they were frozen. With the CPU of their processes for
 * each row, their heap, and what came twice.
 */
public final class PeerThroughput {
  private static final int TURNS = 5;
  private static final int WARM_UP_TURNS = Sizes.of(3, 1);
  private static final int ROWS = 100_000;

  /** How many bursts there are to catch up with: enough for a rate that is no start. */
  private static final int BEHIND_BURSTS = 3;

  private static final int SYNC_MILLIS = 200;
  private static final double CPU_BOUND = 0.5;
  private static final double CATCH_UP_BOUND = 3;
  private static final double HEAP_BOUND = 256;

  private final int rows;
  private final Map<String, List<Turn>> measured = new LinkedHashMap<>();
  private final Report report =
      new Report(
          "peer-throughput",
          "A burst of rows, and one to catch up with, beside Debezium",
          "bench/run peer-throughput");

  /** What was measured of a peer in one turn; its heap is in MiB. */
  private record Turn(Carried burst, Carried catchUp, double heap) {
    double duplicates() {
      return burst.duplicates() + catchUp.duplicates();
    }
  }

  private PeerThroughput(int rows) {
    this.rows = rows;
  }

  /**
   * Runs for about ten minutes.
   *
   * @param args the number of turns, 5 unless given, and of rows, 100,000 unless given
   */
  public static void main(String[] args) throws Exception {
    int turns = Sizes.of(args, 0, TURNS, 1);
    new PeerThroughput(Sizes.of(args, 1, ROWS, 500)).run(turns);
  }

  private void run(int turns) throws Exception {
    try (Peers peers = Peers.start(SYNC_MILLIS)) {
      report.note(peers.note());
      for (Peer peer : peers.carried()) {
        measured.put(peer.toString(), new ArrayList<>());
        warmUp(peers, peer);
      }
      for (int turn = 0; turn < turns; turn++) {
        List<Peer> order = new ArrayList<>(peers.carried());
        Collections.rotate(order, turn);
        for (Peer peer : order) {
          Turn taken = turn(peers, peer);
          measured.get(peer.toString()).add(taken);
          System.out.printf("turn %d, %s: %s%n", turn + 1, peer, taken);
        }
      }
    }
    report();
  }

  private void warmUp(Peers peers, Peer peer) throws InterruptedException, IOException {
    for (int i = 0; i < WARM_UP_TURNS; i++) {
      turn(peers, peer);
    }
  }

  private Turn turn(Peers peers, Peer peer) throws InterruptedException, IOException {
    peer.wake();
    Carried burst = peer.burst(rows);
    peer.fallBehind(rows * BEHIND_BURSTS);
    peers.awaitQuietNode();
    Carried catchUp = peer.catchUp();
    peer.rest();
    return new Turn(burst, catchUp, peers.heap(peer.toString()));
  }

  private void report() throws IOException {
    for (String peer : measured.keySet()) {
      figure("burst, " + peer, "rows/s", peer, turn -> turn.burst.perSecond());
      figure("CPU per row in the burst, " + peer, "µs", peer, turn -> turn.burst.cpuMicros());
      figure("catch-up, " + peer, "rows/s", peer, turn -> turn.catchUp.perSecond());
      figure("CPU per row in the catch-up, " + peer, "µs", peer, turn -> turn.catchUp.cpuMicros());
      figure("heap used at most, " + peer, "MiB", peer, Turn::heap);
      figure("records that came twice, " + peer, "", peer, Turn::duplicates);
    }
    if (measured.containsKey(Peers.DEBEZIUM)) {
      beside();
    }
    report
        .atMost(HEAP_BOUND, "heap used at most, Sluice", "MiB", turns(Peers.SLUICE, Turn::heap))
        .atMost(0, "records that came twice, Sluice", "", turns(Peers.SLUICE, Turn::duplicates))
        .note(
            "Bursts of "
                + rows
                + " rows with up to 128 writes under way. To catch up with are "
                + BEHIND_BURSTS
                + " times as many, written while the process is frozen, which goes on once the"
                + " node is idle again.")
        .note(
            "The relay's heap is bounded to 256 MiB, Debezium's to 1 GiB; the commit log is"
                + " synced every "
                + SYNC_MILLIS
                + " ms.")
        .save();
  }

  private void beside() {
    report
        .ratio(
            "burst, rows/s, Sluice / Debezium",
            turns(Peers.SLUICE, turn -> turn.burst.perSecond()),
            turns(Peers.DEBEZIUM, turn -> turn.burst.perSecond()))
        .atMost(
            CPU_BOUND,
            "CPU per row in the burst, Sluice / Debezium",
            turns(Peers.SLUICE, turn -> turn.burst.cpuMicros()),
            turns(Peers.DEBEZIUM, turn -> turn.burst.cpuMicros()))
        .atLeast(
            CATCH_UP_BOUND,
            "catch-up, rows/s, Sluice / Debezium",
            turns(Peers.SLUICE, turn -> turn.catchUp.perSecond()),
            turns(Peers.DEBEZIUM, turn -> turn.catchUp.perSecond()));
  }

  private void figure(String what, String unit, String peer, ToDoubleFunction<Turn> value) {
    report.figure(what, unit, turns(peer, value));
  }

  private List<Double> turns(String peer, ToDoubleFunction<Turn> value) {
    return measured.get(peer).stream().map(value::applyAsDouble).toList();
  }
}
