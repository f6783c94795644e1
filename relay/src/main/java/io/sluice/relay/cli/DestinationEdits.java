package io.sluice.relay.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands that change destinations of a relay that runs. */
final class DestinationEdits {
  private DestinationEdits() {}

  /** What they have in common. */
  private abstract static class Edit implements Callable<Integer> {
    @Mixin private AdminClient relay;

    @Option(
        names = "--name",
        required = true,
        paramLabel = "NAME",
        description = "Which destination: letters, digits, dots, dashes, underscores.")
    private String name;

    @Spec CommandSpec spec;

    abstract void edit(AdminClient relay, String name) throws IOException, InterruptedException;

    /** What is printed when that was done. */
    abstract String done();

    @Override
    public final Integer call() throws IOException, InterruptedException {
      edit(relay, name);
      spec.commandLine().getOut().println("Destination " + name + " " + done());
      return 0;
    }
  }

  /** {@code sluice destination create}. */
  @Command(
      name = "create",
      description = {
        "Adds a destination to a relay that runs, and to its configuration: a file in conf.d beside"
            + " relay.yaml, which itself stays as it is. It takes effect at once.",
        "",
        "Channels lead changes to it: sluice channel create."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {
        "",
        "Examples:",
        "  sluice destination create --name demo_destination --topic demo-topic \\",
        "      --bootstrap-servers localhost:9092",
        "  sluice destination create --name search --topic search --bootstrap-servers k1:9093 \\",
        "      --delivery exactly_once --conf kafka.security.protocol=SSL"
      })
  static final class Create extends Edit {
    @Mixin private DestinationKeys keys;

    @Override
    void edit(AdminClient relay, String name) throws IOException, InterruptedException {
      Map<String, Object> section = new LinkedHashMap<>();
      section.put("name", name);
      section.putAll(keys.section());
      if (!section.containsKey("kafka")) {
        throw new ParameterException(
            spec.commandLine(), "missing: --bootstrap-servers HOST:PORT, the brokers");
      }
      relay.change("POST", "/destinations", section);
    }

    @Override
    String done() {
      return "created";
    }
  }

  /** {@code sluice destination update}. */
  @Command(
      name = "update",
      description = {
        "Changes keys of a destination that was made by sluice destination create. It goes on where"
            + " it stood, with the new ones, at once."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {
        "",
        "Example:",
        "  sluice destination update --name demo_destination --transmission-enabled false"
      })
  static final class Update extends Edit {
    @Mixin private DestinationKeys keys;

    @Override
    void edit(AdminClient relay, String name) throws IOException, InterruptedException {
      relay.change("PATCH", AdminClient.destination(name), keys.section());
    }

    @Override
    String done() {
      return "updated";
    }
  }

  /** {@code sluice destination remove-conf}. */
  @Command(
      name = "remove-conf",
      description = "Takes keys away from a destination, so that their defaults hold.",
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {
        "",
        "Example:",
        "  sluice destination remove-conf --name demo_destination --conf kafka.linger.ms"
      })
  static final class RemoveConf extends Edit {
    @Option(
        names = "--conf",
        required = true,
        paramLabel = "KEY",
        description = "A key, as sluice destination list-conf shows it.")
    private List<String> removed;

    @Override
    void edit(AdminClient relay, String name) throws IOException, InterruptedException {
      Map<String, Object> changes = new LinkedHashMap<>();
      removed.forEach(key -> DestinationKeys.set(changes, key, null));
      relay.change("PATCH", AdminClient.destination(name), changes);
    }

    @Override
    String done() {
      return "updated";
    }
  }

  /** {@code sluice destination delete}. */
  @Command(
      name = "delete",
      description = {
        "Ends a destination that was made by sluice destination create, and removes it and the"
            + " channels that commands made to it. Its position is kept: if it is created again, it"
            + " goes on there, as far as the journal still holds what follows."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {"", "Example:", "  sluice destination delete --name demo_destination"})
  static final class Delete extends Edit {
    @Override
    void edit(AdminClient relay, String name) throws IOException, InterruptedException {
      relay.change("DELETE", AdminClient.destination(name), Map.of());
    }

    @Override
    String done() {
      return "removed";
    }
  }
}
