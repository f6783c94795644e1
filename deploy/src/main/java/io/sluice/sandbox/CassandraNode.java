package io.sluice.sandbox;

import com.datastax.oss.driver.api.core.CqlSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A real Cassandra node in a child JVM, with its files in one directory and its ports for life.
 *
 * <p>Tuned to start quickly and to need little memory, not for speed under load.
 */
public final class CassandraNode extends Server {
  private static final String DAEMON = "org.apache.cassandra.service.CassandraDaemon";
  private static final String STORAGE_SERVICE = "org.apache.cassandra.db:type=StorageService";

  private final Path directory;
  private final CassandraSettings settings;
  private final ServerJars jars;
  private final int nativePort;
  private final int storagePort;
  private final int jmxPort = Ports.free();

  /** Makes a node that does not run yet, with its files below {@code directory}. */
  public CassandraNode(Path directory, CassandraSettings settings, Progress progress) {
    this(directory, settings, Checkout.server(settings.server()), progress);
  }

  private CassandraNode(
      Path directory, CassandraSettings settings, ServerJars jars, Progress progress) {
    super("cassandra " + jars.versionOf("cassandra-all"), progress);
    this.directory = directory;
    this.settings = settings;
    this.jars = jars;
    this.nativePort = settings.nativePortOrFree();
    this.storagePort = settings.storagePortOrFree();
  }

  /** Where clients connect. */
  public InetSocketAddress contactPoint() {
    return new InetSocketAddress(settings.address(), nativePort);
  }

  /** Opens a session of a client, which waits up to 30 seconds for an answer. */
  public CqlSession connect() {
    return PatientSession.connect(this);
  }

  /** The data center that the node says it is in. */
  public String dataCenter() {
    return settings.dataCenter();
  }

  /** Where other nodes connect: what {@link CassandraSettings#seeds} takes. */
  public String storageAddress() {
    return settings.address() + ":" + storagePort;
  }

  /** The JMX port, on 127.0.0.1. */
  public int jmxPort() {
    return jmxPort;
  }

  /** Where trigger jars are dropped. */
  public Path triggersDirectory() {
    return directory.resolve("triggers");
  }

  /** The node's {@code cassandra.storagedir}. */
  public Path storageDirectory() {
    return directory.resolve("storage");
  }

  /** Where the trigger keeps its write-ahead file unless configured otherwise. */
  public Path journalDirectory() {
    return storageDirectory().resolve("sluice");
  }

  /**
   * Copies a jar into the triggers directory, where it appears whole or not at all. The node loads
   * it with the next trigger that is created, or with {@link #reloadTriggers}.
   */
  public void installTrigger(Path jar) {
    try {
      Path target = Files.createDirectories(triggersDirectory()).resolve(jar.getFileName());
      Path copy =
          Files.copy(jar, directory.resolve("trigger.tmp"), StandardCopyOption.REPLACE_EXISTING);
      Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot install the trigger " + jar, e);
    }
  }

  /** Does what {@code nodetool reloadtriggers} does, and returns when it is done. */
  public void reloadTriggers() {
    Jmx.invoke(jmxPort, "org.apache.cassandra.db:type=StorageProxy", "reloadTriggerClasses");
  }

  /** What the trigger's JMX bean has as an attribute. */
  public Object triggerAttribute(String name) {
    return Jmx.attribute(jmxPort, "io.sluice:type=CaptureTrigger", name);
  }

  /** The jars that the node runs from, in the platform's notation: to compile triggers against. */
  public String classPath() {
    return jars.classPath();
  }

  /** What the JVM of a program of Cassandra's is told, such as that of {@code nodetool}. */
  public static List<String> programOptions() {
    return Resources.text("cassandra-jvm.options")
        .lines()
        .filter(option -> option.startsWith("--add-"))
        .collect(Collectors.toList());
  }

  /**
   * The nodes that this one sees up and with tokens, itself among them, each by its {@link
   * #storageAddress}. Not to be asked while this node is paused: it would not answer.
   */
  public Set<String> upNodes() {
    var up = new TreeSet<String>();
    var live = (Collection<?>) Jmx.attribute(jmxPort, STORAGE_SERVICE, "LiveNodesWithPort");
    live.forEach(node -> up.add((String) node));
    var owners = (Map<?, ?>) Jmx.attribute(jmxPort, STORAGE_SERVICE, "TokenToEndpointWithPortMap");
    up.retainAll(owners.values());
    return up;
  }

  @Override
  JvmCommand prepare() {
    try {
      writeConfiguration();
    } catch (IOException e) {
      throw new StartFailedException("cannot write into " + directory, e);
    }
    return JvmCommand.named("cassandra", directory)
        .classPath(jars.classPath())
        .options(List.of(Resources.text("cassandra-jvm.options").strip().split("\\s*\n")))
        .options(Checkout.serverOptions(settings.server()))
        .options(List.of("-javaagent:" + jars.jarOf("jamm")))
        .property("cassandra.config", conf("cassandra.yaml").toUri())
        .property("cassandra-rackdc.properties", conf("cassandra-rackdc.properties").toUri())
        .property("logback.configurationFile", conf("logback.xml"))
        .property("cassandra.storagedir", storageDirectory())
        .property("cassandra.triggers_dir", triggersDirectory())
        .property("cassandra.jmx.local.port", jmxPort)
        .options(settings.jvmOptions())
        .main(DAEMON);
  }

  @Override
  boolean isReady(ChildJvm jvm) {
    return CqlProbe.answers(contactPoint());
  }

  @Override
  String address() {
    return "CQL at " + settings.address() + ":" + nativePort;
  }

  private void writeConfiguration() throws IOException {
    Files.createDirectories(conf(""));
    Files.createDirectories(triggersDirectory());
    Files.writeString(conf("cassandra.yaml"), yaml().toString());
    Files.writeString(conf("cassandra-rackdc.properties"), "dc=" + dataCenter() + "\nrack=rack1\n");
    Files.writeString(conf("logback.xml"), Resources.text("server-logback.xml"));
  }

  private CassandraYaml yaml() {
    CassandraYaml yaml = new CassandraYaml();
    yaml.set("listen_address", settings.address());
    yaml.set("rpc_address", settings.address());
    yaml.set("native_transport_port", nativePort);
    yaml.set("storage_port", storagePort);
    String seeds = settings.seedsOr(storageAddress());
    yaml.set(
        "seed_provider",
        "[{class_name: org.apache.cassandra.locator.SimpleSeedProvider, parameters: [{seeds: '"
            + seeds
            + "'}]}]");
    yaml.setAll(settings.yaml());
    return yaml;
  }

  private Path conf(String file) {
    return directory.resolve("conf").resolve(file);
  }
}
