package io.sluice.relay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice channel}: which tables go to which destination. */
@Command(
    name = "channel",
    description = {
      "Shows and changes the channels of a relay that runs: which tables' changes go to which"
          + " destination. What stands in relay.yaml is changed there, which the relay notices."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Sluice.Version.class,
    subcommands = {
      ChannelEdits.Create.class,
      ChannelEdits.Update.class,
      ChannelEdits.Delete.class,
      ChannelPauses.Pause.class,
      ChannelPauses.Resume.class,
      ChannelPauses.Truncate.class,
      ChannelCommand.Status.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  sluice channel status",
      "  sluice channel pause --source-keyspace demo_ks --source-table demo_table \\",
      "      --destinations demo_destination --transmission"
    })
final class ChannelCommand {

  /** {@code sluice channel status}. */
  @Command(
      name = "status",
      description = {
        "Lists channels: whether each takes changes and sends them, and whether its destination does;"
            + " how much of the journal its queue has yet to pass, and how old the oldest of that is."
            + " A channel of another data center than the node's takes nothing here: other dc."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {
        "",
        "Examples:",
        "  sluice channel status",
        "  sluice channel status --source-keyspace demo_ks --source-table demo_table"
      })
  static final class Status extends AskCommand {
    @Option(
        names = {"--data-center-id", "--data-center-ids"},
        paramLabel = "DC",
        description = "Only those of this data center.")
    private Optional<String> dataCenter;

    @Option(
        names = {"--source-keyspace", "--source-keyspaces"},
        paramLabel = "NAME",
        description = "Only those of this keyspace.")
    private Optional<String> keyspace;

    @Option(
        names = {"--source-table", "--source-tables"},
        paramLabel = "NAME",
        description = "Only those of this table.")
    private Optional<String> table;

    @Option(
        names = {"--destination", "--destinations"},
        paramLabel = "NAME",
        description = "Only those to this destination.")
    private Optional<String> destination;

    @Override
    String path() {
      return "/channels";
    }

    @Override
    List<String> columns() {
      return List.of(
          "dc",
          "keyspace",
          "table",
          "collecting",
          "transmitting",
          "replication order",
          "dest",
          "dest enabled",
          "backlog bytes",
          "oldest s");
    }

    @Override
    List<List<Object>> rows(JsonNode channel) {
      boolean wanted =
          isWanted(dataCenter, channel, "data_center")
              && isWanted(keyspace, channel, "keyspace")
              && isWanted(table, channel, "table")
              && isWanted(destination, channel, "destination");
      return wanted ? List.of(row(channel)) : List.of();
    }

    private static boolean isWanted(Optional<String> value, JsonNode channel, String field) {
      return value.map(channel.path(field).asText()::equals).orElse(true);
    }

    private static List<Object> row(JsonNode channel) {
      return List.of(
          channel.path("data_center").asText(),
          channel.path("keyspace").asText(),
          channel.path("table").asText(),
          channel.path("here").asBoolean(true)
              ? channel.path("collecting").asBoolean()
              : "other dc",
          channel.path("transmitting").asBoolean(),
          "FIFO",
          channel.path("destination").asText(),
          channel.path("destination_enabled").asBoolean(),
          channel.path("backlog_bytes").asLong(),
          channel.path("backlog_seconds").asDouble());
    }
  }
}
