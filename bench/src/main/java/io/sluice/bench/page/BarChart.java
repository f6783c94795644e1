package io.sluice.bench.page;

import io.sluice.bench.Spread;
import io.sluice.bench.page.Svg.Anchor;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Bars beside each other that are as long as medians, each with a line from the lowest to the
 * highest value, and a dashed one at its bound.
 */
final class BarChart {
  private static final int ROW = 20;
  private static final int BAR = 12;
  private static final int HEADING = 34;
  private static final int FOOT = 26;
  private static final int LABELS = 450;
  private static final int AXIS = 290;
  private static final int GAP = 12;

  private final String heading;
  private final List<Bar> bars;
  private final Scale scale;

  /**
   * One bar.
   *
   * @param bound null if it has none
   */
  record Bar(String label, Spread spread, Bound bound) {}

  /** Of at least one bar. */
  BarChart(String heading, List<Bar> bars) {
    this.bars = bars;
    scale = Scale.of(values().min().orElse(0), values().max().orElse(0), AXIS);
    this.heading = heading + (scale.isLogarithmic() ? " (logarithmic)" : "");
  }

  private DoubleStream values() {
    return bars.stream().flatMapToDouble(BarChart::values);
  }

  /** Not that of which a part was divided by nothing. */
  private static DoubleStream values(Bar bar) {
    Spread spread = bar.spread;
    return DoubleStream.concat(
        spread.isFinite() ? DoubleStream.of(spread.min(), spread.max()) : DoubleStream.empty(),
        bar.bound == null ? DoubleStream.empty() : DoubleStream.of(bar.bound.limit()));
  }

  int height() {
    return HEADING + bars.size() * ROW + FOOT;
  }

  void draw(Svg svg, double top) {
    svg.heading(0, top + HEADING / 2.0, heading);
    double first = top + HEADING;
    double end = first + bars.size() * ROW;
    for (double tick : scale.ticks()) {
      double x = LABELS + scale.at(tick);
      svg.line(x, first - 2, x, end, Svg.TEXT + "40");
      svg.text(x, end + FOOT / 2.0, Anchor.MIDDLE, Ticks.label(tick));
    }
    for (int i = 0; i < bars.size(); i++) {
      bar(svg, bars.get(i), first + i * ROW);
    }
  }

  private void bar(Svg svg, Bar bar, double top) {
    svg.group(bar.label + ": " + bar.spread + (bar.bound == null ? "" : ", bound " + bar.bound));
    svg.text(LABELS - GAP, top + BAR - 2, Anchor.END, bar.label);
    if (bar.spread.isFinite()) {
      spread(svg, bar.spread, top);
    }
    if (bar.bound != null) {
      double bound = LABELS + scale.at(bar.bound.limit());
      svg.dashed(bound, top - 3, bound, top + BAR + 3, Svg.MARK);
    }
    svg.text(LABELS + AXIS + GAP, top + BAR - 2, Anchor.START, value(bar));
    svg.endGroup();
  }

  private void spread(Svg svg, Spread spread, double top) {
    double middle = top + BAR / 2.0;
    double from = LABELS + scale.at(spread.min());
    double to = LABELS + scale.at(spread.max());
    double start = LABELS + scale.at(Math.max(0, scale.low()));
    double end = LABELS + scale.at(spread.median());
    svg.rectangle(Math.min(start, end), top, Math.abs(end - start), BAR, Svg.AREA);
    svg.line(from, middle, to, middle, Svg.MARK);
    svg.line(from, top + 2, from, top + BAR - 2, Svg.MARK);
    svg.line(to, top + 2, to, top + BAR - 2, Svg.MARK);
  }

  private static String value(Bar bar) {
    String median = Spread.digits(bar.spread.median());
    return bar.bound == null ? median : median + " (" + bar.bound + ")";
  }
}
