package io.sluice.relay.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands that pause and resume destinations of a relay that runs. */
final class DestinationPauses {
  private DestinationPauses() {}

  /** What they have in common. */
  private abstract static class DestinationChange implements Callable<Integer> {
    @Mixin private AdminClient relay;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Which one.")
    private String name;

    @Mixin private PauseSwitches switches;

    @Spec private CommandSpec spec;

    /** The last part of the request's path. */
    abstract String verb();

    @Override
    public final Integer call() throws IOException, InterruptedException {
      relay.change("POST", AdminClient.destination(name) + "/" + verb(), switches.body());
      spec.commandLine().getOut().printf("Destination %s: %s was %sd%n", name, switches, verb());
      return 0;
    }
  }

  /** {@code sluice destination pause}. */
  @Command(
      name = "pause",
      description = {
        "Pauses a destination with all its channels, until it is resumed: also when the relay is"
            + " started again. Other destinations go on.",
        "",
        "With --transmission, what is written meanwhile stays in the journal, which grows, up to the"
            + " trigger's max_backlog. With --collection, it is passed over."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {
        "",
        "Example:",
        "  sluice destination pause --name demo_destination --transmission"
      })
  static final class Pause extends DestinationChange {
    @Override
    String verb() {
      return "pause";
    }
  }

  /** {@code sluice destination resume}. */
  @Command(
      name = "resume",
      description = {
        "Resumes a destination that was paused. Channels that are paused themselves stay so."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {
        "",
        "Example:",
        "  sluice destination resume --name demo_destination --transmission"
      })
  static final class Resume extends DestinationChange {
    @Override
    String verb() {
      return "resume";
    }
  }
}
