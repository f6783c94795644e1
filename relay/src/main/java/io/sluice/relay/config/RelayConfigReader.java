package io.sluice.relay.config;

import io.sluice.relay.plugin.Plugins;
import io.sluice.settings.Settings;
import io.sluice.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code relay.yaml} and the files in {@code conf.d} beside it. For one use. */
final class RelayConfigReader {
  private static final String PLUGIN_PATH = "plugin_path";

  private final ConfigurationFiles files;
  private final Optional<Plugins> loaded;
  private final List<SettingsException> failures = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final DestinationReader destinations = new DestinationReader(warnings);
  private final ChannelReader channels = new ChannelReader();

  /**
   * A reader of files.
   *
   * @param loaded where converters come from; empty: from where the file says
   */
  RelayConfigReader(ConfigurationFiles files, Optional<Plugins> loaded) {
    this.files = files;
    this.loaded = loaded;
  }

  RelayConfig read() throws SettingsException {
    Settings main = Settings.load(files.main());
    List<Settings> all = new ArrayList<>(List.of(main));
    addConfD(all);
    Path journal = journal(main);
    Path state = state(main);
    DedupeConfig dedupe = dedupe(main.section("dedupe"));
    Plugins named = plugins(main);
    Plugins plugins = loaded.orElse(named);
    all.forEach(file -> destinations.read(file, plugins));
    all.forEach(channels::read);
    Optional<CassandraConfig> cassandra = CassandraReader.read(main, destinations.read(), warnings);
    Optional<AdminConfig> admin = AdminReader.read(main);
    channels.check(destinations.names());
    finish(all);
    return new RelayConfig(
        journal,
        state,
        dedupe,
        cassandra,
        admin,
        named,
        destinations.read(),
        channels.read(),
        warnings());
  }

  private void addConfD(List<Settings> all) {
    for (Path addition : additions()) {
      try {
        all.add(Settings.load(addition));
      } catch (SettingsException e) {
        failures.add(e);
      }
    }
  }

  private Iterable<Path> additions() {
    try {
      return files.additions();
    } catch (IOException e) {
      String directory = files.additionsDirectory().toString();
      failures.add(new SettingsException(directory, List.of("cannot be listed (" + e + ")")));
      return List.of();
    }
  }

  private Path journal(Settings main) {
    String fix = "name the directory that the trigger writes to, <storagedir>/sluice by default";
    main.requiredText("journal", fix);
    Path journal = main.path("journal", Path.of(""));
    if (main.has("journal") && isYetToBeMade(journal)) {
      warnings.add(
          "journal: "
              + main.written("journal")
              + " does not exist yet; waiting for the trigger, which makes it with the first write"
              + " that it captures (is it installed, and has CREATE TRIGGER been run?)");
    } else if (main.has("journal") && !Files.isDirectory(journal)) {
      main.problem("journal", main.written("journal") + seemsNoDirectory(journal, fix));
    } else if (main.has("journal") && !(Files.isReadable(journal) && Files.isWritable(journal))) {
      main.problem(
          "journal",
          main.written("journal")
              + " is not readable and writable by this user; run the relay as Cassandra's user (it"
              + " reads segments, and deletes what is delivered)");
    }
    return journal;
  }

  private static String seemsNoDirectory(Path journal, String fix) {
    return Reach.barrier(journal)
        .map(
            barrier ->
                " is not to be seen, since this user may not enter "
                    + barrier
                    + "; run the relay as Cassandra's user")
        .orElse(" is no directory; " + fix);
  }

  /** The directory that it is to be made in is there: so the path is probably right. */
  private static boolean isYetToBeMade(Path journal) {
    Path parent = journal.toAbsolutePath().getParent();
    return Files.notExists(journal) && parent != null && Files.isDirectory(parent);
  }

  private static Path state(Settings main) {
    String fix = "name a directory for checkpoints, for example state: /var/lib/sluice";
    main.requiredText("state", fix);
    Path state = main.path("state", Path.of(""));
    if (main.has("state") && !canHold(state.toAbsolutePath())) {
      main.problem(
          "state",
          main.written("state")
              + " cannot be created or written to by this user; create it for the relay's user or "
              + fix);
    }
    return state;
  }

  private static boolean canHold(Path directory) {
    Path existing = directory;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
  }

  private static Plugins plugins(Settings main) {
    if (!main.has(PLUGIN_PATH)) {
      return Plugins.none();
    }
    try {
      return Plugins.in(main.path(PLUGIN_PATH, Path.of("")));
    } catch (IOException e) {
      main.problem(
          PLUGIN_PATH,
          main.written(PLUGIN_PATH)
              + " cannot be listed ("
              + e.getClass().getSimpleName()
              + "); name a directory that has one for each plugin, with its jars");
      return Plugins.none();
    }
  }

  private static DedupeConfig dedupe(Settings section) {
    return new DedupeConfig(
        section.duration(
            "window", DedupeConfig.DEFAULT_WINDOW, Duration.ZERO, DedupeConfig.MAX_WINDOW),
        section.number(
            "max_entries", DedupeConfig.DEFAULT_MAX_ENTRIES, 1, DedupeConfig.MAX_MAX_ENTRIES));
  }

  private void finish(List<Settings> all) throws SettingsException {
    for (Settings settings : all) {
      try {
        settings.finish();
      } catch (SettingsException e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw SettingsException.all(failures);
    }
  }

  private List<String> warnings() {
    if (destinations.read().isEmpty()) {
      warnings.add(
          "destinations: there is none, so changes are kept and delivered nowhere, until the"
              + " journal is at its max_backlog; add one, with name, topic and"
              + " kafka.bootstrap.servers");
    }
    for (DestinationConfig destination : destinations.read()) {
      if (channels.read().stream().noneMatch(c -> c.destination().equals(destination.name()))) {
        warnings.add("destination " + destination.name() + ": no channel leads to it");
      }
    }
    return warnings;
  }
}
