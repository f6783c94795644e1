package io.sluice.relay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code sluice conf}: the relay's own configuration. */
@Command(
    name = "conf",
    description = "Shows the configuration that a relay runs with, but for its destinations.",
    mixinStandardHelpOptions = true,
    versionProvider = Sluice.Version.class,
    subcommands = ConfCommand.ListAll.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:", "  sluice conf list"})
final class ConfCommand {

  /** {@code sluice conf list}. */
  @Command(
      name = "list",
      description = "Lists the relay's own keys with their values; secrets are not shown.",
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {"", "Example:", "  sluice conf list --no-pretty-print"})
  static final class ListAll extends AskCommand {
    @Override
    String path() {
      return "/conf";
    }

    @Override
    List<String> columns() {
      return List.of("name", "value");
    }

    @Override
    List<List<Object>> rows(JsonNode key) {
      return List.of(List.of(key.path("name").asText(), key.path("value").asText()));
    }
  }
}
