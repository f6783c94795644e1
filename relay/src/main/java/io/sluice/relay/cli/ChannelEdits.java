package io.sluice.relay.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands that change channels of a relay that runs. */
final class ChannelEdits {
  private ChannelEdits() {}

  /** What they have in common. */
  private abstract static class Edit implements Callable<Integer> {
    @Mixin private AdminClient relay;

    @Option(
        names = {"--data-center-id", "--data-center-ids"},
        paramLabel = "DC",
        description = "Only changes that nodes of this data center captured; any unless given.")
    private Optional<String> dataCenter;

    @Option(
        names = {"--source-keyspace", "--source-keyspaces"},
        required = true,
        paramLabel = "NAME",
        description = "The table's keyspace; * stands for any letters.")
    private String keyspace;

    @Option(
        names = {"--source-table", "--source-tables"},
        required = true,
        paramLabel = "NAME",
        description = "The table; * stands for any letters.")
    private String table;

    @Option(
        names = {"--destination", "--destinations"},
        required = true,
        paramLabel = "NAME",
        description = "The destination that its changes go to.")
    private String destination;

    @Spec private CommandSpec spec;

    /** Of the request. */
    abstract String method();

    /** What of the channel is to be set, beside what it is known by. */
    Map<String, Object> keys() {
      return Map.of();
    }

    /** Printed when it was done, before the channel. */
    abstract String done();

    @Override
    public final Integer call() throws IOException, InterruptedException {
      Map<String, Object> section = new LinkedHashMap<>();
      dataCenter.ifPresent(name -> section.put("data_center", name));
      section.put("keyspace", keyspace);
      section.put("table", table);
      section.put("destination", destination);
      section.putAll(keys());
      relay.change(method(), "/channels", section);
      spec.commandLine()
          .getOut()
          .printf(
              "%s channel dc=%s keyspace=%s table=%s to %s%n",
              done(), dataCenter.orElse("*"), keyspace, table, destination);
      return 0;
    }
  }

  /** {@code sluice channel create}. */
  @Command(
      name = "create",
      description = {
        "Leads the changes of a table, or of all whose names fit a pattern, to a destination, from"
            + " now on. The table needs the trigger: bin/install-trigger --table demo_ks.demo_table."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {
        "",
        "Example:",
        "  sluice channel create --data-center-id dc1 --source-keyspace demo_ks \\",
        "      --source-table demo_table --destination demo_destination"
      })
  static final class Create extends Edit {
    @Mixin private ChannelKeys keys;

    @Override
    Map<String, Object> keys() {
      return keys.section();
    }

    @Override
    String method() {
      return "POST";
    }

    @Override
    String done() {
      return "Created";
    }
  }

  /** {@code sluice channel update}. */
  @Command(
      name = "update",
      description = {
        "Changes a channel that was made by sluice channel create. To pause any channel for a while:"
            + " sluice channel pause."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {
        "",
        "Example:",
        "  sluice channel update --data-center-id dc1 --source-keyspace demo_ks \\",
        "      --source-table demo_table --destination demo_destination \\",
        "      --transmission-enabled true"
      })
  static final class Update extends Edit {
    @Mixin private ChannelKeys keys;

    @Override
    String method() {
      return "PATCH";
    }

    @Override
    Map<String, Object> keys() {
      return keys.section();
    }

    @Override
    String done() {
      return "Updated";
    }
  }

  /** {@code sluice channel delete}. */
  @Command(
      name = "delete",
      description = {
        "Removes a channel that was made by sluice channel create. Changes that its destination has"
            + " not passed by then, and those that it kept while it was paused, are not delivered."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {
        "",
        "Example:",
        "  sluice channel delete --data-center-id dc1 --source-keyspace demo_ks \\",
        "      --source-table demo_table --destination demo_destination"
      })
  static final class Delete extends Edit {
    @Override
    String method() {
      return "DELETE";
    }

    @Override
    String done() {
      return "Removed";
    }
  }
}
