package io.sluice.bench.page;

import io.sluice.bench.Axis;
import io.sluice.bench.Cost;
import io.sluice.bench.Report.Curve;
import io.sluice.bench.Report.Figure;
import io.sluice.bench.Report.Point;
import io.sluice.bench.Report.Ratio;
import io.sluice.bench.Report.Saved;
import io.sluice.bench.ScalingReport;
import java.util.List;
import java.util.Map;

/** Reports with round numbers, of which a page on scaling can be made. */
final class ScalingResults {
  /**
   * A change costs 10 µs as a backlog and 200 B of journal; one destination takes 100,000, and
   * passes over others for 0.2 µs.
   */
  static final Saved SCALING = scaling(0.2);

  /** The calls cost 0.5 µs together. */
  static final Saved CAPTURE =
      saved(
          "capture",
          List.of(
              new Figure("augment(), 1 row × 5 columns, 1 thread", "ns", List.of(400.0)),
              new Figure("callback, outcome of 1 change", "ns", List.of(100.0))),
          List.of(),
          List.of());

  private ScalingResults() {}

  /** Of which passing over another destination's change costs so much. */
  static Saved scaling(double passMicros) {
    return saved(
        ScalingReport.NAME,
        List.of(new Figure(ScalingReport.ONE_DESTINATION, "changes/s", List.of(100_000.0))),
        List.of(),
        List.of(
            curve(Axis.BACKLOG, Cost.CPU, 1e5, 11, 1e7, 10),
            new Curve(
                ScalingReport.curve(Cost.CPU, ScalingReport.EACH_GETS_ITS_OWN),
                Axis.DESTINATIONS.toString(),
                "µs",
                List.of(new Point(1, List.of(10.0)), new Point(51, List.of(10 + 50 * passMicros)))),
            curve(Axis.RATE, Cost.CPU, 1_000, 50, 33_333, 20),
            curve(Axis.ROW, Cost.CPU, 100, 10, 1_000, 12),
            curve(Axis.ROW, Cost.JOURNAL, 100, 200, 1_000, 1_100),
            curve(Axis.ROW, Cost.KAFKA, 100, 400, 1_000, 1_300)));
  }

  /** Of a node that takes so much more for a write. */
  static Saved nodeOverhead(double micros) {
    String what = "server CPU added per write at 8000/s, Sluice, sync: periodic beside plain table";
    return saved(
        "node-overhead",
        List.of(),
        List.of(new Ratio(what, "<= 5.0", "µs", List.of(micros))),
        List.of());
  }

  private static Curve curve(Axis axis, Cost cost, double x, double y, double x2, double y2) {
    return new Curve(
        ScalingReport.curve(cost, ScalingReport.ONLY),
        axis.toString(),
        "",
        List.of(new Point(x, List.of(y)), new Point(x2, List.of(y2))));
  }

  private static Saved saved(
      String name, List<Figure> figures, List<Ratio> ratios, List<Curve> curves) {
    return new Saved(
        name,
        "Of " + name,
        "bench/run " + name,
        "2026-01-01T00:00:00Z",
        Map.of("jdk", "17"),
        figures,
        ratios,
        curves,
        List.of("A note."));
  }
}
