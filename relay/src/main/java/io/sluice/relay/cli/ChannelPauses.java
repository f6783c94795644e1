package io.sluice.relay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands that pause and resume channels of a relay that runs. */
final class ChannelPauses {
  private ChannelPauses() {}

  /** What they have in common. */
  private abstract static class ChannelsChange implements Callable<Integer> {
    @Mixin private AdminClient relay;

    @Option(
        names = {"--source-keyspace", "--source-keyspaces"},
        required = true,
        paramLabel = "NAME",
        description = "The keyspace, or pattern, that the channel was made with.")
    private String keyspace;

    @Option(
        names = {"--source-table", "--source-tables"},
        required = true,
        paramLabel = "NAME",
        description = "The table, or pattern, that the channel was made with.")
    private String table;

    @Option(
        names = {"--destinations", "--destination"},
        required = true,
        split = ",",
        paramLabel = "NAME",
        description = "The destinations that its changes go to.")
    private List<String> destinations;

    @Option(
        names = {"--data-center-ids", "--data-center-id"},
        split = ",",
        paramLabel = "DC",
        description = "Only channels of these data centers; of any unless given.")
    private List<String> dataCenters;

    @Spec private CommandSpec spec;

    /** The last part of the request's path. */
    abstract String verb();

    /** What to ask for, beside the channel. */
    Map<String, Object> body() {
      return Map.of();
    }

    /** Printed for each channel. */
    abstract String done(String channel);

    @Override
    public final Integer call() throws IOException, InterruptedException {
      for (String destination : destinations) {
        Map<String, Object> body = new LinkedHashMap<>(body());
        body.put("keyspace", keyspace);
        body.put("table", table);
        body.put("destination", destination);
        if (dataCenters == null) {
          change(body);
        } else {
          for (String dataCenter : dataCenters) {
            body.put("data_center", dataCenter);
            change(body);
          }
        }
      }
      return 0;
    }

    private void change(Map<String, Object> body) throws IOException, InterruptedException {
      PrintWriter out = spec.commandLine().getOut();
      JsonNode answer = relay.change("POST", "/channels/" + verb(), body);
      answer.path("channels").forEach(channel -> out.println(done(channel.asText())));
      if (!answer.path("in_effect").asBoolean()) {
        out.println(
            "It takes effect when the destination is done with what it waits for: sluice destination"
                + " list has its trouble.");
      }
    }
  }

  /** {@code sluice channel pause}. */
  @Command(
      name = "pause",
      description = {
        "Pauses a channel, until it is resumed: also when the relay is started again. Its"
            + " destination's other channels go on.",
        "",
        "With --transmission, what is written meanwhile stays in the journal, which grows, up to the"
            + " trigger's max_backlog. With --collection, it is passed over."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {
        "",
        "Example:",
        "  sluice channel pause --source-keyspace demo_ks --source-table demo_table \\",
        "      --destinations demo_destination --transmission"
      })
  static final class Pause extends ChannelsChange {
    @Mixin private PauseSwitches switches;

    @Override
    String verb() {
      return "pause";
    }

    @Override
    Map<String, Object> body() {
      return switches.body();
    }

    @Override
    String done(String channel) {
      return "Channel " + channel + ": " + switches + " was paused";
    }
  }

  /** {@code sluice channel resume}. */
  @Command(
      name = "resume",
      description = {
        "Resumes a channel that was paused. What it has kept is sent, in order, while its"
            + " destination's other channels go on."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {
        "",
        "Example:",
        "  sluice channel resume --source-keyspace demo_ks --source-table demo_table \\",
        "      --destinations demo_destination --transmission"
      })
  static final class Resume extends ChannelsChange {
    @Mixin private PauseSwitches switches;

    @Override
    String verb() {
      return "resume";
    }

    @Override
    Map<String, Object> body() {
      return switches.body();
    }

    @Override
    String done(String channel) {
      return "Channel " + channel + ": " + switches + " was resumed";
    }
  }

  /** {@code sluice channel truncate}. */
  @Command(
      name = "truncate",
      description = {
        "Drops what a channel has queued: all that was written before now and is not on its way to"
            + " Kafka yet is never delivered. What is written from now on is."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {
        "",
        "Example:",
        "  sluice channel truncate --source-keyspace demo_ks --source-table demo_table \\",
        "      --destinations demo_destination"
      })
  static final class Truncate extends ChannelsChange {
    @Override
    String verb() {
      return "truncate";
    }

    @Override
    String done(String channel) {
      return "Channel " + channel + ": what was queued is dropped";
    }
  }
}
