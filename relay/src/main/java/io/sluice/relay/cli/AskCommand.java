package io.sluice.relay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a relay that runs, and shows the answer as a table. */
abstract class AskCommand implements Callable<Integer> {
  @Mixin private AdminClient relay;

  @Mixin private TableOutput output;

  @Spec private CommandSpec spec;

  /** What to ask for. */
  abstract String path();

  /** The heads of the table's columns. */
  abstract List<String> columns();

  /** The rows that an element of the answer makes. */
  abstract List<List<Object>> rows(JsonNode element);

  /** Lines for people, below the table: what is too long for it. */
  List<String> below(JsonNode element) {
    return List.of();
  }

  @Override
  public final Integer call() throws IOException, InterruptedException {
    List<List<Object>> rows = new ArrayList<>();
    List<String> below = new ArrayList<>();
    for (JsonNode element : relay.get(path())) {
      rows.addAll(rows(element));
      below.addAll(below(element));
    }
    output.print(spec.commandLine().getOut(), columns(), rows, below);
    return 0;
  }
}
