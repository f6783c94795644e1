package io.sluice.relay.cli;

import io.sluice.relay.config.ConfiguredEnvelope;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.deadletter.DeadLetter;
import io.sluice.relay.deadletter.DeadLetterFiles;
import io.sluice.relay.deadletter.Replay;
import io.sluice.relay.publish.AcknowledgedSender;
import io.sluice.relay.publish.KafkaSender;
import io.sluice.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice dead-letters replay}: sends them after all. */
@Command(
    name = "replay",
    description = {
      "Sends the dead letters of a destination to Kafka, in their order, with the settings that"
          + " relay.yaml has for it now. So mend first what they were refused for: sluice"
          + " dead-letters list tells. What could not be converted is converted now.",
      "",
      "Each is sent once: what Kafka has acknowledged is noted beside the files, and not sent again"
          + " the next time. What is refused again stays, and the next one is sent; if Kafka takes"
          + " nothing at all, this ends.",
      "",
      "A replayed record comes after newer changes of the same row. Consumers that keep rows go by"
          + " the header writetime."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Sluice.Version.class,
    footer = {
      "",
      "Examples:",
      "  sluice dead-letters replay --config relay.yaml --destination demo_destination --dry-run",
      "  sluice dead-letters replay --config relay.yaml --destination demo_destination",
      "  sluice dead-letters replay --config relay.yaml --destination demo_destination \\",
      "      --topic demo-topic-large"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all were sent, or there were none",
      "1:failed, or something is still refused",
      "2:wrong usage or configuration",
      "3:another replay of the destination is under way"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Mixin private ConfigOption configuration;

  @Option(
      names = "--destination",
      required = true,
      paramLabel = "NAME",
      description = "Whose dead letters.")
  private String destination;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Send to this topic instead of the one that they were refused by.")
  private Optional<String> topic;

  @Option(names = "--dry-run", description = "Say what would be sent, and send nothing.")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException, ReflectiveOperationException {
    try {
      RelayConfig config = configuration.load();
      DestinationConfig to = configuration.destination(config, destination);
      DeadLetterFiles files = ConfigOption.files(config, to);
      int pending = files.pending();
      if (dryRun || pending == 0) {
        return announce(files, pending);
      }
      return replay(files, to, new ReplayReport(spec.commandLine(), destination, pending));
    } catch (SettingsException e) {
      err().println(e.getMessage());
      return Sluice.USAGE;
    } catch (Replay.InUseException e) {
      err().println(e.getMessage());
      return Sluice.IN_USE;
    }
  }

  private int replay(DeadLetterFiles files, DestinationConfig to, ReplayReport report)
      throws IOException,
          InterruptedException,
          ReflectiveOperationException,
          Replay.InUseException {
    try (ConfiguredEnvelope envelope = new ConfiguredEnvelope(to);
        AcknowledgedSender sender =
            new AcknowledgedSender(
                KafkaSender.factory(to.kafka()::current, Optional.empty()), PATIENCE)) {
      new Replay(files, envelope.envelope(), sender, topic, report).run();
      return report.end();
    } catch (IOException e) {
      return report.failed(e);
    }
  }

  private int announce(DeadLetterFiles files, int pending) throws IOException {
    files.visit(
        false,
        new DeadLetterFiles.Visitor<RuntimeException>() {
          @Override
          public void entry(DeadLetter letter, long digest) {
            out()
                .printf(
                    "%s  %s  would be %ssent to %s%n",
                    destination,
                    letter.id(),
                    letter.isRecord() ? "" : "converted and ",
                    topic.orElse(letter.topic()));
          }

          @Override
          public void unreadable(String id) {
            err().println(Unreadable.describe(destination, id));
          }
        });
    out().printf("%s: %d dead letters to replay in %s%n", destination, pending, files.directory());
    return 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
