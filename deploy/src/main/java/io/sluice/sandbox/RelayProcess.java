package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The relay as an operator runs it: its distribution, in a JVM of its own, with one configuration
 * file.
 */
public final class RelayProcess extends Server {
  private static final String MAIN = "io.sluice.relay.cli.Sluice";
  private static final String STARTED = "sluice relay started";

  private static final Pattern ADMIN = Pattern.compile("admin endpoint at (\\S+)");

  private final Path directory;
  private final Path config;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final List<String> options = new ArrayList<>();
  private String umask = "";

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

  /** Sets an environment variable, from the next start on. */
  public RelayProcess environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Adds an option of the JVM, from the next start on. */
  public RelayProcess option(String option) {
    options.add(option);
    return this;
  }

  /** Has it take no right of anybody from the files that it makes, from the next start on. */
  public RelayProcess withOpenUmask() {
    umask = "000";
    return this;
  }

  /** Where its endpoint is, as its log tells: of its last start. */
  public String adminUrl() {
    try (Stream<String> lines = Files.lines(log())) {
      return lines
          .map(ADMIN::matcher)
          .filter(Matcher::find)
          .reduce((first, later) -> later)
          .orElseThrow(() -> new IllegalStateException("it has no endpoint: " + log()))
          .group(1);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log(), e);
    }
  }

  /** Has it read its configuration again (SIGHUP). */
  public void hangUp() {
    running().hangUp();
  }

  @Override
  JvmCommand prepare() {
    JvmCommand command =
        JvmCommand.named("relay", directory)
            .classPath(Checkout.relayJars())
            .options(List.of("-Xms32m", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError"))
            .options(options)
            .umask(umask)
            .main(MAIN, "relay", "--config", config.toAbsolutePath().toString());
    environment.forEach(command::environment);
    return command;
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
