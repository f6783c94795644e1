package io.sluice.relay.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is to be paused, or resumed. */
final class PauseSwitches {
  @Option(
      names = "--collection",
      description = "The taking of changes: what is written meanwhile is never delivered.")
  private boolean collection;

  @Option(
      names = "--transmission",
      description = "The sending of changes: what is written meanwhile is kept, and sent later.")
  private boolean transmission;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** As the relay's API names them. */
  Map<String, Object> body() {
    if (!collection && !transmission) {
      throw new ParameterException(
          spec.commandLine(), "missing: --collection, --transmission, or both");
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("collection", collection);
    body.put("transmission", transmission);
    return body;
  }

  /** For people: {@code collection and transmission}. */
  @Override
  public String toString() {
    List<String> chosen =
        Stream.of(collection ? "collection" : "", transmission ? "transmission" : "")
            .filter(one -> !one.isEmpty())
            .toList();
    return chosen.stream().collect(Collectors.joining(" and "));
  }
}
