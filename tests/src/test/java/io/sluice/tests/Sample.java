package io.sluice.tests;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A value of a CQL type, for a column that has the name of its type behind a prefix.
 *
 * @param type without parameters
 * @param cql as a statement has it
 * @param json as a record has it
 */
record Sample(String type, String cql, String json) {

  /** Something of each, separated by commas. */
  static String each(List<Sample> samples, Function<Sample, String> text) {
    return samples.stream().map(text).collect(Collectors.joining(", "));
  }

  static String definitions(List<Sample> samples, String prefix) {
    return each(samples, sample -> prefix + sample.type + " " + sample.type);
  }

  static String names(List<Sample> samples, String prefix) {
    return each(samples, sample -> prefix + sample.type);
  }

  static String literals(List<Sample> samples) {
    return each(samples, Sample::cql);
  }

  /** The fields of a JSON object. */
  static String fields(List<Sample> samples, String prefix) {
    return samples.stream()
        .map(sample -> "\"" + prefix + sample.type + "\":" + sample.json)
        .collect(Collectors.joining(","));
  }
}
