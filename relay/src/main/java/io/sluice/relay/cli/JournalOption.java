package io.sluice.relay.cli;

import io.sluice.relay.config.Reach;
import io.sluice.relay.config.RelayConfig;
import io.sluice.settings.SettingsException;
import io.sluice.wal.JournalDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The journal that a command reads. */
final class JournalOption {
  @ArgGroup(multiplicity = "1")
  private Where where;

  private static final class Where {
    @Option(
        names = "--journal",
        paramLabel = "DIR",
        description = "The journal: the trigger's directory.")
    private Path journal;

    @Option(
        names = "--config",
        paramLabel = "FILE",
        description = "The relay's configuration, which names the journal.")
    private Path config;
  }

  private static final String PLACE =
      "; the journal is <storagedir>/sluice of a node unless sluice-trigger.yaml says otherwise, and"
          + " comes into being with the first captured write";

  /**
   * The directory, which is there and can be read.
   *
   * @throws SettingsException if the configuration has problems
   * @throws IOException if the directory cannot be listed
   */
  JournalDirectory open() throws SettingsException, IOException {
    Path path = where.journal != null ? where.journal : RelayConfig.load(where.config).journal();
    if (!Files.isDirectory(path)) {
      throw new AdminException(
          Reach.barrier(path)
              .map(barrier -> "this user may not enter " + barrier + "; run it as Cassandra's user")
              .orElse("there is no journal at " + path + PLACE));
    }
    JournalDirectory journal = JournalDirectory.of(path);
    if (journal.segments().isEmpty()) { // says if it may not be read
      throw new AdminException("there is no segment (*.wal) in " + path + PLACE);
    }
    return journal;
  }
}
