package io.sluice.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.sluice.sandbox.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a benchmark measured: printed, and saved as {@code bench/results/<name>.json}, of which
 * {@code docs/performance.md} is made. Every figure has a value for each turn, in their order, and
 * a ratio is one of values of the same turn. For one thread.
 */
public final class Report {
  /** The system property that names another directory for results. */
  static final String DIRECTORY = "sluice.bench.results";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final String name;
  private final String title;

  private final String command;
  private final List<Figure> figures = new ArrayList<>();
  private final List<Ratio> ratios = new ArrayList<>();
  private final List<Curve> curves = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /** What was measured of one thing, in each turn. */
  public record Figure(String what, String unit, List<Double> turns) {}

  /**
   * Of one thing to another, in each turn.
   *
   * @param bound what the median has to keep, as in {@code <= 1.25}; empty: nothing
   * @param unit empty unless it is no ratio, but something that has a bound by itself
   */
  public record Ratio(String what, String bound, String unit, List<Double> turns) {}

  /** How something changes with something else, in each turn. */
  public record Curve(String what, String of, String unit, List<Point> points) {}

  /** A place on a curve. */
  public record Point(double x, List<Double> turns) {}

  /**
   * Of nothing yet.
   *
   * @param name of its file
   * @param title one line: what is measured, beside what
   * @param command that measures it again
   */
  Report(String name, String title, String command) {
    this.name = name;
    this.title = title;
    this.command = command;
  }

  Report figure(String what, String unit, List<Double> turns) {
    figures.add(new Figure(what, unit, List.copyOf(turns)));
    return this;
  }

  /** A ratio that is to be so much at most. */
  Report atMost(double bound, String what, List<Double> these, List<Double> those) {
    return ratio(String.format(Locale.ROOT, "<= %s", bound), what, these, those);
  }

  /** A ratio that is to be so much at least. */
  Report atLeast(double bound, String what, List<Double> these, List<Double> those) {
    return ratio(String.format(Locale.ROOT, ">= %s", bound), what, these, those);
  }

  /** What is to be so much at most by itself, such as a difference; stands among the ratios. */
  Report atMost(double bound, String what, String unit, List<Double> turns) {
    String text = String.format(Locale.ROOT, "<= %s", bound);
    ratios.add(new Ratio(what, text, unit, List.copyOf(turns)));
    return this;
  }

  /** A ratio without a bound. */
  Report ratio(String what, List<Double> these, List<Double> those) {
    return ratio("", what, these, those);
  }

  private Report ratio(String bound, String what, List<Double> these, List<Double> those) {
    List<Double> turns = new ArrayList<>();
    for (int turn = 0; turn < these.size(); turn++) {
      turns.add(these.get(turn) / those.get(turn));
    }
    ratios.add(new Ratio(what, bound, "", turns));
    return this;
  }

  Report curve(String what, String of, String unit, List<Point> points) {
    curves.add(new Curve(what, of, unit, List.copyOf(points)));
    return this;
  }

  /** A sentence that readers of the numbers need. */
  Report note(String sentence) {
    notes.add(sentence);
    return this;
  }

  /** What is in its file. */
  public record Saved(
      String name,
      String title,
      String command,
      String at,
      Map<String, String> environment,
      List<Figure> figures,
      List<Ratio> ratios,
      List<Curve> curves,
      List<String> notes) {}

  /** Prints it, and writes its file. */
  void save() throws IOException {
    print();
    Path file = Files.createDirectories(directory()).resolve(name + ".json");
    Saved saved =
        new Saved(
            name,
            title,
            command,
            Instant.now().toString(),
            Surroundings.describe(),
            figures,
            ratios,
            curves,
            notes);
    JSON.writeValue(file.toFile(), saved);
    System.out.println("saved as " + file);
  }

  /** Where results are: {@code bench/results}, unless a system property says otherwise. */
  static Path directory() {
    String named = System.getProperty(DIRECTORY);
    return named == null ? Checkout.root().resolve("bench/results") : Path.of(named);
  }

  /** What a file has. */
  static Saved read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), Saved.class);
  }

  private void print() {
    System.out.printf("%n%s: median (min–max) of the turns%n", title);
    figures.forEach(
        one -> System.out.printf("%-64s %s %s%n", one.what, Spread.of(one.turns), one.unit));
    for (Curve curve : curves) {
      System.out.printf("%s, by %s:%n", curve.what, curve.of);
      curve.points.forEach(
          one -> System.out.printf("%64.0f %s %s%n", one.x, Spread.of(one.turns), curve.unit));
    }
    ratios.forEach(
        one ->
            System.out.printf(
                "%-64s %s %s %s%n", one.what, Spread.of(one.turns), one.unit, one.bound));
    notes.forEach(System.out::println);
  }
}
