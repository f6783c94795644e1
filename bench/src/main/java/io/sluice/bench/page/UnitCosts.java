package io.sluice.bench.page;

import io.sluice.bench.Axis;
import io.sluice.bench.Cost;
import io.sluice.bench.Report.Curve;
import io.sluice.bench.Report.Figure;
import io.sluice.bench.Report.Point;
import io.sluice.bench.Report.Ratio;
import io.sluice.bench.Report.Saved;
import io.sluice.bench.ScalingReport;
import io.sluice.bench.Spread;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What one change costs, as benchmarks have measured it: medians. Immutable. */
final class UnitCosts {
  private static final String CAPTURE = "capture";
  private static final String NODE = "node-overhead";
  private static final String AUGMENT = "augment(), 1 row × 5 columns, 1 thread";
  private static final String CALLBACK = "callback, outcome of 1 change";
  private static final String ADDED = "server CPU added per write";
  private static final String BESIDE = "Sluice, sync: periodic beside plain table";
  private static final double NANOS_PER_MICRO = 1_000;

  private final List<Saved> reports;

  /**
   * Of the reports that there are; those that a cost is from must be among them.
   *
   * @throws IllegalArgumentException if there is none of {@code scaling} or {@code capture}
   */
  UnitCosts(List<Saved> reports) {
    this.reports = List.copyOf(reports);
    report(ScalingReport.NAME);
    report(CAPTURE);
  }

  /** Whether a page can be made of them. */
  static boolean areIn(List<Saved> reports) {
    return reports.stream().map(Saved::name).toList().containsAll(names());
  }

  /** The benchmarks that have to have been run. */
  static List<String> names() {
    return List.of(ScalingReport.NAME, CAPTURE);
  }

  /** The report with the curves. */
  Saved scaling() {
    return report(ScalingReport.NAME);
  }

  /** Of the calls: what the trigger does to a write, and when its statement ends. */
  double triggerCallMicros() {
    return (figure(CAPTURE, AUGMENT) + figure(CAPTURE, CALLBACK)) / NANOS_PER_MICRO;
  }

  /** What a whole node took more for a write, with what it does in the background, if measured. */
  Optional<Double> nodeMicros() {
    return reports.stream()
        .filter(report -> report.name().equals(NODE))
        .flatMap(report -> report.ratios().stream())
        .filter(ratio -> ratio.what().startsWith(ADDED) && ratio.what().endsWith(BESIDE))
        .map(Ratio::turns)
        .map(turns -> Spread.of(turns).median())
        .findFirst();
  }

  /** To plan with: the larger of the two. */
  double triggerMicros() {
    return Math.max(triggerCallMicros(), nodeMicros().orElse(0.0));
  }

  /** Of journal for a change of a row with so much text. */
  double journalBytes(int text) {
    return at(Axis.ROW, Cost.JOURNAL, text);
  }

  /** That a change of a row with so much text sends to Kafka. */
  double kafkaBytes(int text) {
    return at(Axis.ROW, Cost.KAFKA, text);
  }

  /**
   * CPU of the relay for a change of a row with so much text, where so many come in a second: that
   * of small rows at the rate, and what longer rows took more.
   */
  double relayMicros(double changesPerSecond, int text) {
    List<Point> rows = points(Axis.ROW, Cost.CPU);
    double longer = at(Axis.ROW, Cost.CPU, text) - median(rows.get(0));
    return atRate(changesPerSecond) + Math.max(0, longer);
  }

  /** Faster than what was measured as it came, it is as a backlog. */
  private double atRate(double changesPerSecond) {
    List<Point> rates = points(Axis.RATE, Cost.CPU);
    if (changesPerSecond > rates.get(rates.size() - 1).x() * 1.01) {
      return drainMicros();
    }
    return rates.stream()
        .min(Comparator.comparing(rate -> Math.abs(Math.log(rate.x() / changesPerSecond))))
        .map(UnitCosts::median)
        .orElseThrow();
  }

  /** CPU of the relay for a small row of the largest backlog. */
  double drainMicros() {
    List<Point> backlogs = points(Axis.BACKLOG, Cost.CPU);
    return median(backlogs.get(backlogs.size() - 1));
  }

  /** CPU of the relay for a change that is another destination's: each reads all of the journal. */
  double passMicros() {
    List<Point> shared = points(Axis.DESTINATIONS, ScalingReport.EACH_GETS_ITS_OWN, Cost.CPU);
    Point one = shared.get(0);
    Point most = shared.get(shared.size() - 1);
    return Math.max(0, (median(most) - median(one)) / (most.x() - one.x()));
  }

  /** How many small rows a destination delivered in a second. */
  double drainedPerSecond() {
    return figure(ScalingReport.NAME, ScalingReport.ONE_DESTINATION);
  }

  private double at(Axis axis, Cost cost, int x) {
    return points(axis, cost).stream()
        .filter(point -> point.x() == x)
        .map(UnitCosts::median)
        .findFirst()
        .orElseThrow(() -> missing("the place " + x + " of " + axis, ScalingReport.NAME));
  }

  private static double median(Point point) {
    return Spread.of(point.turns()).median();
  }

  private List<Point> points(Axis axis, Cost cost) {
    return points(axis, ScalingReport.ONLY, cost);
  }

  private List<Point> points(Axis axis, String series, Cost cost) {
    String what = ScalingReport.curve(cost, series);
    return scaling().curves().stream()
        .filter(curve -> curve.of().equals(axis.toString()) && curve.what().equals(what))
        .map(Curve::points)
        .findFirst()
        .orElseThrow(() -> missing(what + " by " + axis, ScalingReport.NAME));
  }

  private double figure(String name, String what) {
    return report(name).figures().stream()
        .filter(figure -> figure.what().equals(what))
        .map(Figure::turns)
        .map(turns -> Spread.of(turns).median())
        .findFirst()
        .orElseThrow(() -> missing(what, name));
  }

  private Saved report(String name) {
    return reports.stream()
        .filter(report -> report.name().equals(name))
        .findFirst()
        .orElseThrow(() -> missing("anything", name));
  }

  private static IllegalArgumentException missing(String what, String name) {
    return new IllegalArgumentException(what + " is missing in results: run bench/run " + name);
  }
}
