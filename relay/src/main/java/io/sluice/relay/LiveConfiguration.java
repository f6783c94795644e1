package io.sluice.relay;

import io.sluice.relay.config.ConfigurationFiles;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.report.RepeatedWarning;
import io.sluice.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A relay's configuration, which it takes up while it runs: when the files change, when it is told
 * to, and with files that operators' commands put beside them. A configuration with a problem is
 * refused as a whole, and the relay goes on as it was.
 *
 * <p>Files are compared by their contents, now and then: that sees also what is behind a symbolic
 * link, such as Kubernetes' config maps, which no notification of the system tells of. They are
 * read once they are the same twice in a row: an editor may be writing them.
 *
 * <p>For many threads, one after the other; it has one of its own, which ends with the process.
 */
public final class LiveConfiguration {
  private static final Logger log = LoggerFactory.getLogger(LiveConfiguration.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final RepeatedWarning warning = new RepeatedWarning(log);
  private final ConfigurationFiles files;
  private final Relay relay;

  // Guarded by this.
  private String takenUp;
  private String seen;
  private RelayConfig running;

  private LiveConfiguration(
      ConfigurationFiles files, String digest, RelayConfig running, Relay relay) {
    this.files = files;
    this.takenUp = digest;
    this.seen = digest;
    this.running = running;
    this.relay = relay;
  }

  /**
   * Starts to watch the files.
   *
   * @param digest of the files, from before the configuration was read
   * @param running what the relay runs with
   */
  public static LiveConfiguration watch(
      ConfigurationFiles files, String digest, RelayConfig running, Relay relay) {
    LiveConfiguration live = new LiveConfiguration(files, digest, running, relay);
    Thread thread = new Thread(live::run, "sluice-config");
    thread.setDaemon(true);
    thread.start();
    return live;
  }

  private void run() {
    while (true) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(INTERVAL.toMillis()));
      try {
        look();
        relay.completeIfDue();
      } catch (RuntimeException e) {
        warning.warn("cannot look at the configuration's files: " + e + "; trying again");
        log.debug("cannot look at the configuration's files", e);
      }
    }
  }

  private synchronized void look() {
    String now = files.digest();
    if (!now.equals(takenUp) && now.equals(seen)) {
      reload();
    }
    seen = now;
  }

  /** Reads the files, whether they changed or not; the log has what is wrong with them. */
  public synchronized void reload() {
    takenUp = files.digest();
    try {
      takeUp(running.reload(files));
    } catch (SettingsException e) {
      log.error(
          "the configuration stays as it was, since the new one has problems: {}", e.getMessage());
    }
  }

  /** The path of a file of {@code conf.d}, whether it exists or not. */
  public Path addition(String name) {
    return files.additionsDirectory().resolve(name);
  }

  /**
   * Puts a file into {@code conf.d}, or takes one away, and takes up the configuration that this
   * makes.
   *
   * @param name of the file, which ends with {@code .yaml}
   * @param yaml its new contents; empty: there is to be none
   * @throws SettingsException if that has problems; nothing was changed then
   * @throws IOException if the file cannot be written
   */
  public synchronized void put(String name, Optional<String> yaml)
      throws SettingsException, IOException {
    try (ConfigurationFiles.Draft draft = files.draft(addition(name), yaml)) {
      RelayConfig wanted = running.reload(draft.files());
      draft.publish();
      takeUp(
          wanted); // and again when the files are looked at, with what an editor may have changed
    }
  }

  private void takeUp(RelayConfig wanted) {
    running = wanted.within(running);
    relay.reconfigure(wanted);
  }
}
