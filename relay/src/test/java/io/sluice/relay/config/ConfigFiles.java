package io.sluice.relay.config;

import io.sluice.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;

/** Configuration files of a test, in a directory that has a journal. */
final class ConfigFiles {
  /** A valid destination, to be indented by nothing. */
  static final String DESTINATION =
      """
      destinations:
        - name: demo
          topic: demo-topic
          kafka: { bootstrap.servers: "localhost:9092" }
      """;

  private final Path directory;

  ConfigFiles(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(journal());
  }

  Path journal() {
    return directory.resolve("journal");
  }

  Path state() {
    return directory.resolve("state");
  }

  /** Journal and state, then what is given. */
  RelayConfig load(String rest) throws IOException, SettingsException {
    return RelayConfig.load(write(rest));
  }

  SettingsException refusal(String rest) throws IOException {
    Path file = write(rest);
    return Assertions.catchThrowableOfType(SettingsException.class, () -> RelayConfig.load(file));
  }

  Path write(String rest) throws IOException {
    String yaml = "journal: %s%nstate: %s%n%s".formatted(journal(), state(), rest);
    return Files.writeString(file(), yaml);
  }

  Path file() {
    return directory.resolve("relay.yaml");
  }

  void writeConfD(String name, String yaml) throws IOException {
    Path confD = Files.createDirectories(directory.resolve("conf.d"));
    Files.writeString(confD.resolve(name), yaml);
  }
}
