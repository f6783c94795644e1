package io.sluice.bench;

import static io.sluice.bench.Captured.CDC;
import static io.sluice.bench.Captured.EMPTY_TRIGGER;
import static io.sluice.bench.Captured.GROUP;
import static io.sluice.bench.Captured.NOT;
import static io.sluice.bench.Captured.NOT_AGAIN;
import static io.sluice.bench.Captured.PERIODIC;

import io.sluice.bench.NodeOverhead.Visits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What {@link NodeOverhead} measured, as figures, and as ratios with their bounds. */
final class NodeOverheadReport {
  private static final double AS_FAST_AS_EMPTY = 0.98;
  private static final double AS_FAST_AS_PLAIN = 0.93;
  private static final double P99_OF_EMPTY = 1.05;
  private static final double MICROS_ADDED = 5;

  private final Report report =
      new Report(
          "node-overhead",
          "What capturing costs a node: a real one, written to by the Java driver",
          "bench/run node-overhead");

  private final Map<Captured, List<Visits>> visits;
  private final int rate;
  private final int inFlight;

  NodeOverheadReport(Map<Captured, List<Visits>> visits, int rate, int inFlight) {
    this.visits = visits;
    this.rate = rate;
    this.inFlight = inFlight;
  }

  void save() throws IOException {
    figures(
        "throughput at saturation", "writes/s", visit -> visit.saturated().writes().perSecond());
    latencies("at saturation", visit -> visit.saturated().writes().percentiles());
    latencies("at " + rate + "/s", visit -> visit.steady().writes().percentiles());
    figures("p99 of a visit at " + rate + "/s", "ms", NodeOverheadReport::p99OfVisit);
    figures("server CPU per write at " + rate + "/s", "µs", visit -> visit.steady().cpuMicros());
    figures("server CPU per write at saturation", "µs", visit -> visit.saturated().cpuMicros());
    throughputRatios();
    latencyRatio("at saturation", visit -> visit.saturated().writes().percentiles().p99());
    latencyRatio("at " + rate + "/s", visit -> visit.steady().writes().percentiles().p99());
    latencyRatio("of a visit at " + rate + "/s", NodeOverheadReport::p99OfVisit);
    addedCpu();
    notes();
    report.save();
  }

  private static double p99OfVisit(Visits visits) {
    return visits.steady().writes().typically(Percentiles::p99);
  }

  private void latencies(String when, Function<Visits, Percentiles> of) {
    figures("p50 " + when, "ms", visit -> of.apply(visit).p50());
    figures("p99 " + when, "ms", visit -> of.apply(visit).p99());
    figures("p99.9 " + when, "ms", visit -> of.apply(visit).p999());
  }

  private void figures(String what, String unit, ToDoubleFunction<Visits> value) {
    for (Captured captured : Captured.values()) {
      report.figure(what + ", " + captured, unit, turns(captured, value));
    }
  }

  private List<Double> turns(Captured captured, ToDoubleFunction<Visits> value) {
    return visits.get(captured).stream().map(value::applyAsDouble).toList();
  }

  private List<Double> throughput(Captured captured) {
    return turns(captured, visit -> visit.saturated().writes().perSecond());
  }

  private void throughputRatios() {
    List<Double> periodic = throughput(PERIODIC);
    report
        .atLeast(
            AS_FAST_AS_EMPTY,
            throughputOf(PERIODIC, EMPTY_TRIGGER),
            periodic,
            throughput(EMPTY_TRIGGER))
        .atLeast(AS_FAST_AS_PLAIN, throughputOf(PERIODIC, NOT), periodic, throughput(NOT))
        .atLeast(AS_FAST_AS_PLAIN, throughputOf(PERIODIC, CDC), periodic, throughput(CDC))
        .ratio(throughputOf(EMPTY_TRIGGER, NOT), throughput(EMPTY_TRIGGER), throughput(NOT))
        .ratio(throughputOf(CDC, NOT), throughput(CDC), throughput(NOT))
        .ratio(throughputOf(GROUP, NOT_AGAIN), throughput(GROUP), throughput(NOT_AGAIN));
  }

  private static String throughputOf(Captured one, Captured other) {
    return "throughput, " + one + " / " + other;
  }

  private void latencyRatio(String when, ToDoubleFunction<Visits> p99) {
    report.atMost(
        P99_OF_EMPTY,
        "p99 " + when + ", " + PERIODIC + " / " + EMPTY_TRIGGER,
        turns(PERIODIC, p99),
        turns(EMPTY_TRIGGER, p99));
  }

  private void addedCpu() {
    String what = "server CPU added per write at " + rate + "/s, " + PERIODIC + " beside ";
    report.atMost(MICROS_ADDED, what + EMPTY_TRIGGER, "µs", added(PERIODIC, EMPTY_TRIGGER));
    report.atMost(MICROS_ADDED, what + NOT, "µs", added(PERIODIC, NOT));
    String cdc = what.replace(PERIODIC.toString(), CDC.toString());
    report.figure(cdc + NOT, "µs", added(CDC, NOT));
  }

  private List<Double> added(Captured one, Captured other) {
    List<Double> these = turns(one, visit -> visit.steady().cpuMicros());
    List<Double> those = turns(other, visit -> visit.steady().cpuMicros());
    List<Double> added = new ArrayList<>();
    for (int turn = 0; turn < these.size(); turn++) {
      added.add(these.get(turn) - those.get(turn));
    }
    return added;
  }

  private void notes() {
    report
        .note(
            "A turn goes round the tables many times, in an order by chance, and writes to each for"
                + " a quarter of a second, so that whatever else the machine does hits them alike.")
        .note(
            "Client and node share the machine's cores; at saturation the client has "
                + inFlight
                + " writes under way, and at the fixed rate no more than that.")
        .note(
            "The fixed rate is 8,000 writes/s where the machine has room for it, else half of what"
                + " the plain table takes; latencies at it are counted from when a write was due.")
        .note(
            "p99 of a visit: of the writes of a quarter of a second, and of a turn's quarters the"
                + " median. One stall of 100 ms, whoever it hits, is the p99 of a whole turn.")
        .note(
            "The node has cdc_enabled for all tables, and what it keeps is deleted between turns.")
        .note(
            "With sync: group every write waits until its change is on disk, here for up to ten"
                + " seconds (max_wait), so that a disk that stands still for once fails none.");
  }
}
