package io.sluice.tests;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * A row with a column for each type in each position.
 *
 * @param keys one of each type, for the primary key
 * @param values one of each, for the other columns
 */
record TypeRow(List<Sample> keys, List<Sample> values) {
  static TypeRow of(List<Sample> samples) {
    return new TypeRow(samples, samples);
  }

  /** One whose primary key alone has values. */
  static TypeRow withNulls(List<Sample> samples) {
    return new TypeRow(samples, samples.stream().map(Sample::withNull).toList());
  }

  List<Sample> samples(Position position) {
    List<Sample> all = position.isKey() ? keys : values;
    return all.stream().filter(position::holds).toList();
  }

  /** Those of the regular columns that are not null. */
  List<Sample> withValues() {
    return values.stream().filter(sample -> !sample.isNull()).toList();
  }

  /** What follows CREATE TABLE and the table's name. */
  String definition() {
    return "(%s, PRIMARY KEY ((%s), %s, %s)) WITH CLUSTERING ORDER BY (%s, %s)"
        .formatted(
            eachPosition((p, s) -> s.column(p.prefix) + " " + s.type() + suffix(p)),
            names(Position.PARTITION, ""),
            names(Position.ASCENDING, ""),
            names(Position.DESCENDING, ""),
            names(Position.ASCENDING, " ASC"),
            names(Position.DESCENDING, " DESC"));
  }

  String insert() {
    return "INSERT INTO %s ("
        + eachPosition((p, s) -> s.column(p.prefix))
        + ") VALUES ("
        + eachPosition((p, s) -> s.cql())
        + ")";
  }

  private static String suffix(Position position) {
    return position == Position.STATIC ? " STATIC" : "";
  }

  private String names(Position position, String suffix) {
    return samples(position).stream()
        .map(sample -> sample.column(position.prefix) + suffix)
        .collect(Collectors.joining(", "));
  }

  private String eachPosition(BiFunction<Position, Sample, String> text) {
    return Arrays.stream(Position.values())
        .flatMap(position -> samples(position).stream().map(s -> text.apply(position, s)))
        .collect(Collectors.joining(", "));
  }
}
