package io.sluice.bench.page;

import io.sluice.bench.Report.Curve;
import io.sluice.bench.Report.Figure;
import io.sluice.bench.Report.Ratio;
import io.sluice.bench.Report.Saved;
import io.sluice.bench.Spread;
import io.sluice.bench.page.BarChart.Bar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The picture of a report: curves, ratios, then figures, those of one unit together, below each
 * other.
 */
final class Plot {
  private static final int WIDTH = 880;

  private final Saved report;
  private final Svg svg = new Svg();
  private int height;

  private Plot(Saved report) {
    this.report = report;
  }

  /** As a file has it. */
  static String of(Saved report) {
    return new Plot(report).picture();
  }

  private String picture() {
    for (List<Curve> curves : together(report.curves(), one -> one.of() + "\n" + one.unit())) {
      LineChart chart = new LineChart(curves);
      chart.draw(svg, height);
      height += chart.height();
    }
    for (List<Ratio> ratios : together(report.ratios(), Ratio::unit)) {
      String unit = ratios.get(0).unit();
      draw(new BarChart(unit.isEmpty() ? "ratio" : unit, ratios.stream().map(Plot::bar).toList()));
    }
    for (List<Figure> figures : together(report.figures(), Figure::unit)) {
      draw(new BarChart(figures.get(0).unit(), figures.stream().map(Plot::bar).toList()));
    }
    return svg.picture(
        WIDTH,
        height,
        report.title(),
        "Bars and points are medians; lines on them go from the lowest to the highest turn; dashed"
            + " lines are bounds. The page has the same numbers as tables.");
  }

  private void draw(BarChart chart) {
    chart.draw(svg, height);
    height += chart.height();
  }

  private static <T> List<List<T>> together(List<T> all, Function<T, String> by) {
    Collection<List<T>> groups =
        all.stream()
            .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()))
            .values();
    return new ArrayList<>(groups);
  }

  private static Bar bar(Figure figure) {
    return new Bar(figure.what(), Spread.of(figure.turns()), null);
  }

  private static Bar bar(Ratio ratio) {
    Bound bound = ratio.bound().isEmpty() ? null : Bound.of(ratio.bound());
    return new Bar(ratio.what(), Spread.of(ratio.turns()), bound);
  }
}
