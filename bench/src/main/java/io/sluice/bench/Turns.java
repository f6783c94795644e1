package io.sluice.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Times that were measured in several states, in turns, to be compared with those of one state. */
final class Turns {
  private final String base;
  private final Map<String, List<double[]>> millis = new LinkedHashMap<>();

  /**
   * @param base the state that the others are compared with, each with that of its own turn
   */
  Turns(String base) {
    this.base = base;
  }

  /** Adds what was measured in a state in the next turn, in milliseconds. */
  void add(String state, double[] times) {
    millis.computeIfAbsent(state, any -> new ArrayList<>()).add(times);
  }

  void print() {
    System.out.printf("%-32s %s%n", "", Percentiles.head());
    millis.forEach(
        (state, turns) -> System.out.printf("%-32s %s%n", state, Percentiles.of(all(turns))));
    System.out.printf("as ratios to \"%s\" of the same turn: median (min–max)%n", base);
    for (String state : millis.keySet()) {
      System.out.printf(
          "%-32s p50 %s  p99 %s%n",
          state, ratios(state, Percentiles::p50), ratios(state, Percentiles::p99));
    }
  }

  /** Puts p50 and p99 of each state into a report, and their ratios to those of the base. */
  void into(Report report) {
    for (String state : millis.keySet()) {
      report.figure(state + ", p50", "ms", values(state, Percentiles::p50));
      report.figure(state + ", p99", "ms", values(state, Percentiles::p99));
    }
    for (String state : millis.keySet()) {
      if (!state.equals(base)) {
        ratio(report, state, "p50", Percentiles::p50);
        ratio(report, state, "p99", Percentiles::p99);
      }
    }
  }

  private void ratio(
      Report report, String state, String name, ToDoubleFunction<Percentiles> value) {
    report.ratio(
        "%s / %s, %s".formatted(state, base, name), values(state, value), values(base, value));
  }

  private List<Double> values(String state, ToDoubleFunction<Percentiles> value) {
    return millis.get(state).stream().map(Percentiles::of).map(value::applyAsDouble).toList();
  }

  private static double[] all(List<double[]> turns) {
    return turns.stream().flatMapToDouble(DoubleStream::of).toArray();
  }

  private String ratios(String state, ToDoubleFunction<Percentiles> value) {
    double[] ratios = new double[millis.get(state).size()];
    Arrays.setAll(ratios, turn -> at(state, turn, value) / at(base, turn, value));
    Arrays.sort(ratios);
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f–%.2f)",
        ratios[ratios.length / 2],
        ratios[0],
        ratios[ratios.length - 1]);
  }

  private double at(String state, int turn, ToDoubleFunction<Percentiles> value) {
    return value.applyAsDouble(Percentiles.of(millis.get(state).get(turn)));
  }
}
