package io.sluice.bench.page;

import io.sluice.bench.Report.Curve;
import io.sluice.bench.Report.Figure;
import io.sluice.bench.Report.Point;
import io.sluice.bench.Report.Ratio;
import io.sluice.bench.Report.Saved;
import io.sluice.bench.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code docs/performance.md}: what all benchmarks have measured, with a picture of each. */
public final class PerformancePage {
  private static final String FILE = "performance.md";
  private static final String IMAGES = "images/performance/";

  private final List<Saved> reports;
  private final String limits;
  private final Markdown page = new Markdown();

  /**
   * Of what was measured.
   *
   * @param reports at least one, in their order
   * @param limits what keeps a bound from being met: Markdown, kept by hand
   */
  public PerformancePage(List<Saved> reports, String limits) {
    if (reports.isEmpty()) {
      throw new IllegalArgumentException("no benchmark has been run: see bench/run list");
    }
    this.reports = List.copyOf(reports);
    this.limits = limits.strip();
  }

  /** Writes the page into a directory, and the pictures below it. */
  public void write(Path docs) throws IOException {
    Path images = Files.createDirectories(docs.resolve(IMAGES));
    for (Saved report : reports) {
      Files.writeString(images.resolve(report.name() + ".svg"), Plot.of(report));
    }
    Files.writeString(docs.resolve(FILE), text());
  }

  private String text() {
    page.heading(1, "Performance");
    page.paragraph(
        """
        Written by `bench/run page` of what `bench/run all` measured; [bench/README.md](../bench/README.md)
        tells how, and "Limits" is kept by hand. Speed is shown as ratios to a peer or a limit, measured
        side by side in one run, in alternating turns: absolute times say more about the machine than about
        the code. Every number is a median, with the lowest and the highest turn in parentheses; a ratio is
        one of values of the same turn.""");
    bounds();
    page.heading(2, "Limits").paragraph(limits);
    environment();
    reports.forEach(this::section);
    return page.toString();
  }

  private void bounds() {
    page.heading(2, "Bounds").columns("what", "bound", "measured", "holds", "in");
    for (Saved report : reports) {
      for (Ratio ratio : report.ratios()) {
        if (!ratio.bound().isEmpty()) {
          bound(ratio, "[" + report.name() + "](#" + anchor(report.title()) + ")");
        }
      }
    }
    page.end();
  }

  private void bound(Ratio ratio, String in) {
    Bound bound = Bound.of(ratio.bound());
    Spread spread = Spread.of(ratio.turns());
    page.row(what(ratio), bound.toString(), spread.toString(), holds(bound, spread), in);
  }

  private static String what(Ratio ratio) {
    return ratio.unit().isEmpty() ? ratio.what() : ratio.what() + ", " + ratio.unit();
  }

  private static String holds(Bound bound, Spread spread) {
    return bound.holds(spread.median()) ? "yes" : "**no**";
  }

  /** As GitHub makes it of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  /** That of the first; a section says so if its own was another. */
  private void environment() {
    page.heading(2, "Environment");
    page.columns("", "");
    reports.get(0).environment().forEach(page::row);
    page.end();
  }

  private void section(Saved report) {
    page.heading(2, report.title());
    page.code(report.command());
    page.paragraph("Measured at " + report.at() + otherEnvironment(report) + ".");
    page.paragraph("![" + report.title() + "](" + IMAGES + report.name() + ".svg)");
    ratios(report.ratios());
    report.curves().forEach(this::curve);
    figures(report.figures());
    report.notes().forEach(page::item);
    page.end();
  }

  private String otherEnvironment(Saved report) {
    Map<String, String> own = report.environment();
    return own.equals(reports.get(0).environment())
        ? ""
        : ", on " + String.join(", ", own.values());
  }

  private void ratios(List<Ratio> ratios) {
    if (ratios.isEmpty()) {
      return;
    }
    page.columns("ratio", "median", "lowest", "highest", "bound", "holds");
    for (Ratio ratio : ratios) {
      Spread spread = Spread.of(ratio.turns());
      boolean isBounded = !ratio.bound().isEmpty();
      Bound bound = isBounded ? Bound.of(ratio.bound()) : null;
      page.row(
          what(ratio),
          Spread.digits(spread.median()),
          Spread.digits(spread.min()),
          Spread.digits(spread.max()),
          isBounded ? bound.toString() : "",
          isBounded ? holds(bound, spread) : "");
    }
    page.end();
  }

  private void figures(List<Figure> figures) {
    if (figures.isEmpty()) {
      return;
    }
    page.columns("figure", "unit", "median", "lowest", "highest", "turns");
    for (Figure figure : figures) {
      row(figure.what(), figure.unit(), figure.turns());
    }
    page.end();
  }

  private void curve(Curve curve) {
    page.columns(
        curve.what() + ", by " + curve.of(), "unit", "median", "lowest", "highest", "turns");
    for (Point point : curve.points()) {
      row(Ticks.label(point.x()), curve.unit(), point.turns());
    }
    page.end();
  }

  private void row(String what, String unit, List<Double> turns) {
    Spread spread = Spread.of(turns);
    page.row(
        what,
        unit,
        Spread.digits(spread.median()),
        Spread.digits(spread.min()),
        Spread.digits(spread.max()),
        Integer.toString(turns.size()));
  }
}
