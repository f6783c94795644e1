package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The programs with which Cassandra and Kafka are used, for servers that came without them: a
 * directory with {@code cqlsh}, {@code nodetool} and {@code kafka-console-consumer.sh} in {@code
 * bin}, and a file {@code env} for a shell to read. They run on this JVM's Java.
 */
public final class Toolbox {
  private static final String KAFKA_CONSUMER = "org.apache.kafka.tools.consumer.ConsoleConsumer";

  private final Path directory;

  /** In a directory, which need not exist. */
  public Toolbox(Path directory) {
    this.directory = directory;
  }

  /** Where the programs are. */
  public Path programs() {
    return directory.resolve("bin");
  }

  /** What a shell reads to find the programs and the servers: {@code . env}. */
  public Path environment() {
    return directory.resolve("env");
  }

  /** Writes the programs of a node. */
  public Toolbox add(CassandraNode node) {
    String options = String.join(" ", CassandraNode.programOptions());
    String nodetool = " -Duser.home=%s org.apache.cassandra.tools.NodeTool -h 127.0.0.1 -p %d";
    program("nodetool", node.classPath(), options + nodetool.formatted(directory, node.jmxPort()));
    String cqlsh = "%s %s %d";
    program(
        "cqlsh",
        System.getProperty("java.class.path"),
        cqlsh.formatted(
            CqlShell.class.getName(),
            node.contactPoint().getHostString(),
            node.contactPoint().getPort()));
    return this;
  }

  /** Writes the program that reads a topic. */
  public Toolbox addKafka() {
    program("kafka-console-consumer.sh", Checkout.server("kafka").classPath(), KAFKA_CONSUMER);
    return this;
  }

  /** Writes {@link #environment}. */
  public Toolbox environment(CassandraNode node, KafkaBroker broker, String relayUrl) {
    write(
        environment(),
        """
        export PATH='%s':"$PATH"
        export JAVA_HOME='%s'
        export CASSANDRA_CONF='%s'
        export BOOTSTRAP='%s'
        export SLUICE_URL='%s'
        """
            .formatted(
                programs(),
                System.getProperty("java.home"),
                node.triggersDirectory().getParent(),
                broker.bootstrap(),
                relayUrl));
    return this;
  }

  /** A script that runs a main class, quietly. */
  private void program(String name, String classPath, String main) {
    Path logback = programs().resolve("logback.xml");
    write(logback, "<configuration><root level=\"OFF\"/></configuration>");
    Path script = programs().resolve(name);
    write(
        script,
        """
        #!/bin/sh
        export CLASSPATH='%s'
        exec '%s/bin/java' -Xmx128m -XX:TieredStopAtLevel=1 -Djava.security.manager=allow \\
          -Dlogback.configurationFile='%s' %s "$@"
        """
            .formatted(classPath, System.getProperty("java.home"), logback, main));
    if (!script.toFile().setExecutable(true, false)) {
      throw new IllegalStateException("cannot make " + script + " executable");
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
