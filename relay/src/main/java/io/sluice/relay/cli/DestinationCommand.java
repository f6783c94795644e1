package io.sluice.relay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice destination}: the Kafka targets of a relay. */
@Command(
    name = "destination",
    description = {
      "Shows and changes the destinations of a relay that runs. What commands create stands in conf.d"
          + " beside relay.yaml; what stands in relay.yaml is changed there, which the relay notices."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Sluice.Version.class,
    subcommands = {
      DestinationEdits.Create.class,
      DestinationEdits.Update.class,
      DestinationEdits.Delete.class,
      DestinationPauses.Pause.class,
      DestinationPauses.Resume.class,
      DestinationCommand.ListAll.class,
      DestinationCommand.ListConf.class,
      DestinationEdits.RemoveConf.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  sluice destination create --name demo_destination --topic demo-topic \\",
      "      --bootstrap-servers localhost:9092",
      "  sluice destination list"
    })
final class DestinationCommand {

  /** {@code sluice destination list}. */
  @Command(
      name = "list",
      description = {
        "Lists destinations: whether each transmits, its topic, how much of the journal it has yet"
            + " to pass, how old the oldest of that is, and what is wrong with it, if anything is.",
        "",
        "The journal is that of the relay's node, so other tables' changes count as well."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {
        "",
        "Examples:",
        "  sluice destination list",
        "  sluice destination list --url http://127.0.0.1:9464 --json"
      })
  static final class ListAll extends AskCommand {
    @Override
    List<String> below(JsonNode destination) {
      List<String> troubles = new ArrayList<>();
      for (JsonNode trouble : destination.path("troubles")) {
        troubles.add(destination.path("name").asText() + ": " + trouble.path("message").asText());
      }
      return troubles;
    }

    @Override
    String path() {
      return "/destinations";
    }

    @Override
    List<String> columns() {
      return List.of("name", "enabled", "topic", "backlog bytes", "oldest s", "trouble");
    }

    @Override
    List<List<Object>> rows(JsonNode destination) {
      JsonNode troubles = destination.path("troubles");
      return List.of(
          List.of(
              destination.path("name").asText(),
              destination.path("transmission_enabled").asBoolean(),
              destination.path("topic").asText(),
              destination.path("backlog_bytes").asLong(),
              destination.path("backlog_seconds").asDouble(),
              troubles.isEmpty() ? "" : troubles.get(0).path("message").asText()));
    }
  }

  /** {@code sluice destination list-conf}. */
  @Command(
      name = "list-conf",
      description = {
        "Lists the keys of a destination, with the relay's defaults. Values that are secrets, or may"
            + " be, are not shown."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {"", "Example:", "  sluice destination list-conf --name demo_destination"})
  static final class ListConf extends AskCommand {
    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Which one.")
    private String name;

    @Override
    String path() {
      return AdminClient.destination(name) + "/conf";
    }

    @Override
    List<String> columns() {
      return List.of("destination", "name", "value");
    }

    @Override
    List<List<Object>> rows(JsonNode key) {
      return List.of(List.of(name, key.path("name").asText(), key.path("value").asText()));
    }
  }
}
