package io.sluice.relay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice metrics}: what a relay counts. */
@Command(
    name = "metrics",
    description = "Shows what a relay that runs has counted since it was started.",
    mixinStandardHelpOptions = true,
    versionProvider = Sluice.Version.class,
    subcommands = MetricsCommand.ListAll.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:", "  sluice metrics list"})
final class MetricsCommand {

  /** {@code sluice metrics list}. */
  @Command(
      name = "list",
      description = "Lists counters by destination; docs/configuration.md tells what they mean.",
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {
        "",
        "Examples:",
        "  sluice metrics list",
        "  sluice metrics list --metric-group demo_destination --metric-type delivered"
      })
  static final class ListAll extends AskCommand {
    @Option(
        names = "--metric-group",
        paramLabel = "DESTINATION",
        description = "Only those of this destination.")
    private Optional<String> group;

    @Option(names = "--metric-type", paramLabel = "COUNTER", description = "Only this counter.")
    private Optional<String> type;

    @Override
    String path() {
      return "/destinations";
    }

    @Override
    List<String> columns() {
      return List.of("Group", "Type", "Count");
    }

    @Override
    List<List<Object>> rows(JsonNode destination) {
      String name = destination.path("name").asText();
      List<List<Object>> rows = new ArrayList<>();
      if (group.map(name::equals).orElse(true)) {
        destination
            .path("counters")
            .properties()
            .forEach(
                counter -> {
                  if (type.map(counter.getKey()::equals).orElse(true)) {
                    rows.add(List.of(name, counter.getKey(), counter.getValue().asLong()));
                  }
                });
      }
      return rows;
    }
  }
}
