package io.sluice.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A real Kafka broker, which is its own controller, in a child JVM, with its files in one directory
 * and its ports for life. Topics come into being when they are first used.
 */
public final class KafkaBroker extends Server {
  private static final String HOST = "127.0.0.1";
  private static final String STARTED = "Kafka Server started";

  /** Every broker is a cluster of its own, so one id, any valid one, serves all. */
  private static final String CLUSTER_ID = "c2x1aWNlLXNhbmRib3gtMQ";

  private final Path directory;
  private final ServerJars jars;
  private final int port;
  private final int controllerPort = Ports.free();
  private final Map<String, String> further = new TreeMap<>();
  private final List<String> jvmOptions = new ArrayList<>();
  private SecurePort secure;

  /**
   * Makes a broker that does not run yet, on a free port, with its files below {@code directory}.
   */
  public KafkaBroker(Path directory, Progress progress) {
    this(directory, Ports.free(), progress);
  }

  /** Makes a broker that does not run yet, on a given port of 127.0.0.1. */
  public KafkaBroker(Path directory, int port, Progress progress) {
    this(directory, port, Checkout.server("kafka"), progress);
  }

  private KafkaBroker(Path directory, int port, ServerJars jars, Progress progress) {
    super("kafka " + jars.versionOf("kafka_2.13"), progress);
    this.directory = directory;
    this.port = port;
    this.jars = jars;
    further.put("listeners", "CONTROLLER://" + HOST + ":" + controllerPort);
    further.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT");
    listen("PLAINTEXT", "PLAINTEXT", port, port);
  }

  /** The value of {@code bootstrap.servers} for this broker. */
  public String bootstrap() {
    return HOST + ":" + port;
  }

  /** Gives the broker a property that it has not, or in another way; from the next start on. */
  public KafkaBroker property(String name, String value) {
    further.put(name, value);
    return this;
  }

  /** Adds an option of the JVM, from the next start on. */
  public KafkaBroker option(String option) {
    jvmOptions.add(option);
    return this;
  }

  /**
   * Has the broker listen on one more port, whose clients it sends to another one ever after: where
   * a test has something in between that cuts them off. From the next start on.
   *
   * @param port of 127.0.0.1, which leads to the one returned
   */
  public int reachedOver(int port) {
    int own = Ports.free();
    listen("DETOUR", "PLAINTEXT", own, port);
    return own;
  }

  /** Has a broker that was never started have one more port. */
  public KafkaBroker with(SecurePort more) {
    secure = more;
    listen("SECURE", "SASL_SSL", more.port(), more.port());
    further.putAll(more.properties());
    return this;
  }

  @Override
  JvmCommand prepare() {
    try {
      Files.createDirectories(directory);
      Files.writeString(logback(), Resources.text("server-logback.xml"));
      Files.writeString(properties(), configuration());
    } catch (IOException e) {
      throw new StartFailedException("cannot write into " + directory, e);
    }
    format();
    return command("kafka").options(jvmOptions).main("kafka.Kafka", properties().toString());
  }

  @Override
  boolean isReady(ChildJvm jvm) {
    return jvm.hasLogged(STARTED);
  }

  @Override
  String address() {
    return "bootstrap " + bootstrap();
  }

  /** Gives the directory its ids, once; Kafka refuses to run on one that it has not formatted. */
  private void format() {
    if (!Files.exists(data())) {
      JvmCommand tool = command("kafka-format").options(List.of("-XX:TieredStopAtLevel=1"));
      ChildJvm.start(tool.main("kafka.tools.StorageTool", formatArguments())).awaitSuccess();
    }
  }

  private String[] formatArguments() {
    List<String> arguments = new ArrayList<>(List.of("format", "--cluster-id", CLUSTER_ID));
    arguments.addAll(List.of("--config", properties().toString()));
    if (secure != null) {
      arguments.addAll(secure.formatOptions());
    }
    return arguments.toArray(new String[0]);
  }

  private JvmCommand command(String name) {
    return JvmCommand.named(name, directory)
        .classPath(jars.classPath())
        .options(List.of("-Xms64m", "-Xmx512m", "-XX:+ExitOnOutOfMemoryError"))
        .property("logback.configurationFile", logback());
  }

  private String configuration() {
    return Resources.text("kafka.properties")
            .replace("${controller.port}", Integer.toString(controllerPort))
            .replace("${data}", data().toString())
        + furtherProperties();
  }

  /** One more listener, which tells its clients to come to the port {@code advertised}. */
  private void listen(String name, String protocol, int port, int advertised) {
    add("listeners", name + "://" + HOST + ":" + port);
    add("advertised.listeners", name + "://" + HOST + ":" + advertised);
    add("listener.security.protocol.map", name + ":" + protocol);
  }

  private void add(String name, String element) {
    further.merge(name, element, (before, more) -> before + "," + more);
  }

  /** Of a property that stands in a file twice, the last counts. */
  private String furtherProperties() {
    return further.entrySet().stream()
        .map(property -> property.getKey() + "=" + property.getValue() + "\n")
        .collect(Collectors.joining("", "\n", ""));
  }

  private Path data() {
    return directory.resolve("data");
  }

  private Path properties() {
    return directory.resolve("server.properties");
  }

  private Path logback() {
    return directory.resolve("logback.xml");
  }
}
