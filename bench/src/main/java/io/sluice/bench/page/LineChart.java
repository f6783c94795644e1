package io.sluice.bench.page;

import io.sluice.bench.Report.Curve;
import io.sluice.bench.Report.Point;
import io.sluice.bench.Spread;
import io.sluice.bench.page.Svg.Anchor;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Curves of the same axes: lines through medians, each with a line from lowest to highest. */
final class LineChart {
  private static final int LEFT = 70;
  private static final int WIDTH = 480;
  private static final int HEADING = 34;
  private static final int HEIGHT = 220;
  private static final int FOOT = 44;
  private static final int KEY_ROW = 18;
  private static final int GAP = 12;

  private final List<Curve> curves;
  private final Scale across;
  private final Scale up;

  /** Of curves with points, all of the same axes. */
  LineChart(List<Curve> curves) {
    this.curves = curves;
    across = scale(points(curves).mapToDouble(Point::x).toArray(), WIDTH);
    up =
        scale(
            points(curves)
                .map(point -> Spread.of(point.turns()))
                .flatMapToDouble(spread -> DoubleStream.of(spread.min(), spread.max()))
                .toArray(),
            HEIGHT);
  }

  private static Stream<Point> points(List<Curve> curves) {
    return curves.stream().flatMap(curve -> curve.points().stream());
  }

  private static Scale scale(double[] values, double length) {
    return Scale.of(
        DoubleStream.of(values).min().orElseThrow(),
        DoubleStream.of(values).max().orElseThrow(),
        length);
  }

  int height() {
    return HEADING + HEIGHT + FOOT;
  }

  void draw(Svg svg, double top) {
    svg.heading(0, top + HEADING / 2.0, heading());
    double bottom = top + HEADING + HEIGHT;
    for (double tick : up.ticks()) {
      double y = bottom - up.at(tick);
      svg.line(LEFT, y, LEFT + WIDTH, y, Svg.TEXT + "40");
      svg.text(LEFT - GAP / 2.0, y + 4, Anchor.END, Ticks.label(tick));
    }
    for (double tick : across.ticks()) {
      double x = LEFT + across.at(tick);
      svg.line(x, bottom, x, bottom + 4, Svg.TEXT);
      svg.text(x, bottom + 18, Anchor.MIDDLE, Ticks.label(tick));
    }
    svg.text(LEFT + WIDTH / 2.0, bottom + 36, Anchor.MIDDLE, curves.get(0).of());
    for (int i = 0; i < curves.size(); i++) {
      curve(svg, curves.get(i), Svg.LINES[i % Svg.LINES.length], bottom);
      key(svg, i, top + HEADING + i * KEY_ROW);
    }
  }

  private String heading() {
    String what = curves.size() == 1 ? curves.get(0).what() + ", " : "";
    return what + curves.get(0).unit() + (up.isLogarithmic() ? " (logarithmic)" : "");
  }

  private void curve(Svg svg, Curve curve, String colour, double bottom) {
    svg.polyline(
        curve.points().stream()
            .map(point -> at(point, Spread.of(point.turns()).median(), bottom))
            .collect(Collectors.joining(" ")),
        colour);
    for (Point point : curve.points()) {
      Spread spread = Spread.of(point.turns());
      double x = LEFT + across.at(point.x());
      svg.group(
          "%s at %s: %s %s".formatted(curve.what(), Ticks.label(point.x()), spread, curve.unit()));
      svg.line(x, bottom - up.at(spread.min()), x, bottom - up.at(spread.max()), colour);
      svg.circle(x, bottom - up.at(spread.median()), colour);
      svg.endGroup();
    }
  }

  private String at(Point point, double value, double bottom) {
    return String.format(
        Locale.ROOT, "%.1f,%.1f", LEFT + across.at(point.x()), bottom - up.at(value));
  }

  private void key(Svg svg, int index, double top) {
    double left = LEFT + WIDTH + 2 * GAP;
    svg.rectangle(left, top + 4, GAP, 4, Svg.LINES[index % Svg.LINES.length]);
    svg.text(left + GAP + 6, top + 11, Anchor.START, curves.get(index).what());
  }
}
