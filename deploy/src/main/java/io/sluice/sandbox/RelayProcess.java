package io.sluice.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * The relay as an operator runs it: its distribution, in a JVM of its own, with one configuration
 * file.
 */
public final class RelayProcess extends Server {
  private static final String MAIN = "io.sluice.relay.cli.Sluice";
  private static final String STARTED = "sluice relay started";

  private final Path directory;
  private final Path config;

  /**
   * Makes a relay that does not run yet.
   *
   * @param directory its working directory, which gets its log
   * @param config its relay.yaml
   */
  public RelayProcess(Path directory, Path config, Progress progress) {
    super("sluice relay", progress);
    this.directory = directory;
    this.config = config;
  }

  @Override
  JvmCommand prepare() {
    return JvmCommand.named("relay", directory)
        .classPath(Checkout.relayJars())
        .options(List.of("-Xms32m", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError"))
        .main(MAIN, "relay", "--config", config.toAbsolutePath().toString());
  }

  @Override
  boolean isReady(ChildJvm jvm) {
    return jvm.hasLogged(STARTED);
  }

  @Override
  String address() {
    return "configured by " + config;
  }
}
