package io.sluice.bench;

import io.sluice.bench.Report.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What {@link Scaling} measured, as curves, and as ratios of their ends. For one thread. */
public final class ScalingReport {
  /** The name of its file. */
  public static final String NAME = "scaling";

  /** What one destination drained in a second, of a backlog of medium size. */
  public static final String ONE_DESTINATION = "drained by one destination";

  /** What the series is called where an axis has only one. */
  public static final String ONLY = "";

  /** The two of destinations. */
  public static final String EACH_GETS_ALL = "each gets all tables";

  public static final String EACH_GETS_ITS_OWN = "each gets a table of its own";

  private static final double FLAT = 1.05;
  private static final double HEAP_MEBIBYTES = 256;

  private final Map<Axis, Map<String, SortedMap<Integer, List<Drained>>>> measured =
      new EnumMap<>(Axis.class);
  private final List<Double> rates = new ArrayList<>();
  private final List<Double> heaps = new ArrayList<>();
  private final Report report =
      new Report(
          NAME,
          "What a change costs, as backlog, tables, channels, destinations, rows and rate grow",
          "bench/run scaling");

  /** Adds what was measured at a place of an axis, in the next turn. */
  void add(Axis axis, String series, int x, Drained drained) {
    measured
        .computeIfAbsent(axis, any -> new LinkedHashMap<>())
        .computeIfAbsent(series, any -> new TreeMap<>())
        .computeIfAbsent(x, any -> new ArrayList<>())
        .add(drained);
    System.out.printf(
        "%s: %d %s: %.2f µs a record, %.0f records/s%n",
        axis, x, series, drained.cpuMicrosPerRecord(), drained.records() / drained.seconds());
  }

  void rate(double changesPerSecond) {
    rates.add(changesPerSecond);
  }

  /** Adds the most that a relay's heap had in use. */
  void heap(double mebibytes) {
    heaps.add(mebibytes);
  }

  /** The name of a curve. */
  public static String curve(Cost cost, String series) {
    return series.equals(ONLY) ? cost.toString() : cost + ", " + series;
  }

  void note(String sentence) {
    report.note(sentence);
  }

  void save() throws IOException {
    report.figure(ONE_DESTINATION, "changes/s", rates);
    measured.forEach(this::curves);
    measured.forEach((axis, all) -> all.forEach((series, points) -> ends(axis, series, points)));
    report.atMost(HEAP_MEBIBYTES, "heap in use at most, of any of the relays", "MiB", heaps);
    report.save();
  }

  private void curves(Axis axis, Map<String, SortedMap<Integer, List<Drained>>> all) {
    for (Cost cost : Cost.values()) {
      all.forEach(
          (series, points) ->
              report.curve(
                  curve(cost, series), axis.toString(), cost.unit(), points(cost, points)));
    }
  }

  private static List<Point> points(Cost cost, SortedMap<Integer, List<Drained>> places) {
    List<Point> points = new ArrayList<>();
    places.forEach((x, turns) -> points.add(new Point(x, values(cost, turns))));
    return points;
  }

  private static List<Double> values(Cost cost, List<Drained> turns) {
    return turns.stream().map(cost::of).toList();
  }

  /** Rows and rate are to cost what they cost. */
  private void ends(Axis axis, String series, SortedMap<Integer, List<Drained>> points) {
    if (axis == Axis.ROW || axis == Axis.RATE) {
      return;
    }
    int first = points.firstKey();
    int last = points.lastKey();
    String what = "%s, %s: %,d / %,d".formatted(curve(Cost.CPU, series), axis, last, first);
    List<Double> these = values(Cost.CPU, points.get(last));
    List<Double> those = values(Cost.CPU, points.get(first));
    if (axis == Axis.BACKLOG) {
      report.atMost(FLAT, what, these, those);
    } else {
      report.ratio(what, these, those);
    }
  }
}
