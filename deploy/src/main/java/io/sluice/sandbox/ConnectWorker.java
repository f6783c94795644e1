package io.sluice.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real Kafka Connect worker, standalone, in a child JVM, with one connector and its files in one
 * directory.
 */
public final class ConnectWorker extends Server {
  private static final String STARTED = "Created connector ";

  private final Path directory;
  private final String bootstrap;
  private final String converters;
  private final String connector;
  private final ServerJars jars = Checkout.server("connect");
  private final int port = Ports.free();

  /**
   * Makes a worker that does not run yet.
   *
   * @param converters the worker's, as properties
   * @param connector the connector's properties
   */
  public ConnectWorker(
      Path directory, String bootstrap, String converters, String connector, Progress progress) {
    super("kafka connect", progress);
    this.directory = directory;
    this.bootstrap = bootstrap;
    this.converters = converters;
    this.connector = connector;
  }

  @Override
  JvmCommand prepare() {
    Path worker = directory.resolve("worker.properties");
    Path sink = directory.resolve("connector.properties");
    Path logback = directory.resolve("logback.xml");
    try {
      Files.createDirectories(directory);
      Files.writeString(logback, Resources.text("server-logback.xml"));
      Files.writeString(worker, worker());
      Files.writeString(sink, connector);
    } catch (IOException e) {
      throw new StartFailedException("cannot write into " + directory, e);
    }
    return JvmCommand.named("connect", directory)
        .classPath(jars.classPath())
        .options(List.of("-Xms64m", "-Xmx256m", "-XX:+ExitOnOutOfMemoryError"))
        .property("logback.configurationFile", logback)
        .main("org.apache.kafka.connect.cli.ConnectStandalone", worker.toString(), sink.toString());
  }

  private String worker() {
    List<String> lines = new ArrayList<>();
    lines.add("bootstrap.servers=" + bootstrap);
    lines.add("listeners=http://127.0.0.1:" + port);
    lines.add("offset.storage.file.filename=" + directory.resolve("offsets"));
    lines.add("offset.flush.interval.ms=1000");
    lines.add(converters);
    return String.join("\n", lines);
  }

  @Override
  boolean isReady(ChildJvm jvm) {
    return jvm.hasLogged(STARTED);
  }

  @Override
  String address() {
    return "http://127.0.0.1:" + port;
  }
}
