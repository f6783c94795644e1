package io.sluice.relay.cli;

import io.sluice.relay.Relay;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a relay when the process is asked to end. The JVM would then exit with 128 + the signal's
 * number; a relay that stopped as asked exits with 0, so this ends the process itself.
 */
final class StopOnSignal implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(StopOnSignal.class);

  private final Relay relay;

  private StopOnSignal(Relay relay) {
    this.relay = relay;
  }

  static void install(Relay relay) {
    Runtime.getRuntime().addShutdownHook(new Thread(new StopOnSignal(relay), "sluice-shutdown"));
  }

  @Override
  public void run() {
    if (relay.hasFailed()) {
      return; // the process ends because of that, with an exit code of its own
    }
    log.info("stopping");
    try {
      relay.stop();
      log.info("sluice relay stopped");
      Runtime.getRuntime().halt(0);
    } catch (IOException | InterruptedException e) {
      log.error("did not stop cleanly; what is under way is delivered again after the start", e);
      Runtime.getRuntime().halt(Sluice.FAILED);
    }
  }
}
