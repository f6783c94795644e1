package io.sluice.relay.cli;

import io.sluice.relay.checkpoint.StateDirectory;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.deadletter.DeadLetterFiles;
import io.sluice.settings.SettingsException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The relay's configuration, for commands that look after what a relay leaves. */
final class ConfigOption {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The relay's configuration, which names the state directory.")
  private Path file;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  RelayConfig load() throws SettingsException {
    return RelayConfig.load(file);
  }

  /** The destination of a name. */
  DestinationConfig destination(RelayConfig config, String name) {
    return config.destinations().stream()
        .filter(destination -> destination.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new ParameterException(command.commandLine(), unknown(config, name)));
  }

  private String unknown(RelayConfig config, String name) {
    List<String> names = config.destinations().stream().map(DestinationConfig::name).toList();
    return "--destination: "
        + name
        + " is no destination of "
        + file
        + "; it has "
        + names.stream().collect(Collectors.joining(", "));
  }

  static DeadLetterFiles files(RelayConfig config, DestinationConfig destination) {
    return new DeadLetterFiles(
        StateDirectory.deadLetters(config.state()).resolve(destination.name()));
  }
}
