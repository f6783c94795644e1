package io.sluice.tests.harness;

import io.sluice.sandbox.CassandraNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A relay.yaml. A builder. */
public final class RelaySettings {
  private static final String NAME = "  - name: ";

  private String dedupeWindow = "10m";
  private String token = "";
  private String tls = "";
  private String records = "";
  private int adminPort;
  private String plugins = "";
  private String cassandra = "";
  private final StringBuilder destinations = new StringBuilder();
  private final StringBuilder channels = new StringBuilder();

  /** Sets how long changes are remembered and segments kept; 10m unless set. */
  public RelaySettings dedupeWindow(String duration) {
    dedupeWindow = duration;
    return this;
  }

  /** Has the relay's endpoint ask for a token; it asks for none unless set. */
  public RelaySettings token(String secret) {
    token = ", token: " + secret;
    return this;
  }

  /** Has the relay's endpoint be at a port for life; at any that is free unless set. */
  public RelaySettings adminPort(int port) {
    adminPort = port;
    return this;
  }

  /** Has the relay's endpoint show the last records. */
  public RelaySettings showRecords() {
    records = ", show_records: true";
    return this;
  }

  /** Has the relay's endpoint speak TLS. */
  public RelaySettings tls(Path keystore, String password) {
    tls = ", keystore: %s, keystore_password: %s".formatted(keystore, password);
    return this;
  }

  /** Sets the directory of plugins; there is none unless set. */
  public RelaySettings plugins(Path directory) {
    plugins = "plugin_path: %s%n".formatted(directory);
    return this;
  }

  /** Adds a destination; the topic may be a template. */
  public RelaySettings destination(String name, String topic, String bootstrap) {
    return destination(name, topic, bootstrap, Map.of());
  }

  /** The same with further properties of its producer. */
  public RelaySettings destination(
      String name, String topic, String bootstrap, Map<String, String> kafka) {
    StringBuilder further = new StringBuilder();
    kafka.forEach((key, value) -> further.append(", %s: \"%s\"".formatted(key, value)));
    destinations.append(
        """
          - name: %s
            topic: %s
            kafka: { bootstrap.servers: "%s"%s }
        """
            .formatted(name, topic, bootstrap, further));
    return this;
  }

  /** Has the destination added last halt after so many records that were refused in a row. */
  public RelaySettings haltAfter(int records) {
    destinations.append("    halt_after: %d%n".formatted(records));
    return this;
  }

  /** Has the destination added last begin with what is written after the relay's start. */
  public RelaySettings latest() {
    destinations.append("    start: latest\n");
    return this;
  }

  /** Has the destination added last deliver in transactions. */
  public RelaySettings exactlyOnce() {
    destinations.append("    delivery: exactly_once\n");
    return this;
  }

  /** The same, with so much time between two commits that a transaction is nearly always open. */
  public RelaySettings exactlyOnce(Duration commitInterval) {
    exactlyOnce();
    destinations.append("    commit_interval: %dms%n".formatted(commitInterval.toMillis()));
    return this;
  }

  /** Names the topic of the positions of the destination added last. */
  public RelaySettings checkpointTopic(String name) {
    destinations.append("    checkpoint_topic: %s%n".formatted(name));
    return this;
  }

  /** Adds a destination with all of its producer's properties. */
  public RelaySettings destination(String name, String topic, Map<String, String> kafka) {
    destinations.append("  - name: %s%n    topic: %s%n    kafka:%n".formatted(name, topic));
    kafka.forEach((key, value) -> destinations.append("      %s: '%s'%n".formatted(key, value)));
    return this;
  }

  /** Gives the destination added last an envelope; {@code flat} unless set. */
  public RelaySettings envelope(String name) {
    destinations.append("    envelope: %s%n".formatted(name));
    return this;
  }

  /** Gives the destination added last a converter, in braces, for keys and for values. */
  public RelaySettings converters(String converter) {
    destinations.append(
        "    key_converter: %s%n    value_converter: %s%n".formatted(converter, converter));
    return this;
  }

  /** Has the destination added last ask a node for the writetimes of conditional writes. */
  public RelaySettings readingWritetimes(CassandraNode node) {
    destinations.append("    lwt_writetime: read\n");
    InetSocketAddress address = node.contactPoint();
    cassandra =
        "cassandra: { contact_points: [\"%s:%d\"] }%n"
            .formatted(address.getHostString(), address.getPort());
    return this;
  }

  /** Has a table's changes go to a destination. */
  public RelaySettings channel(Table table, String destination) {
    return channel(table.keyspace(), table.name(), destination);
  }

  /** Has a table's changes go to every destination that was added. */
  public RelaySettings channelToAll(Table table) {
    destinations
        .toString()
        .lines()
        .filter(line -> line.startsWith(NAME))
        .forEach(line -> channel(table, line.substring(NAME.length())));
    return this;
  }

  /** The same for names that may hold wildcards. */
  public RelaySettings channel(String keyspace, String table, String destination) {
    channels.append(
        "  - { data_center: dc1, keyspace: %s, table: \"%s\", destination: %s }%n"
            .formatted(keyspace, table, destination));
    return this;
  }

  /** Writes the file into a directory, where the relay's state is going to be too. */
  public Path write(Path directory, Path journal) {
    String yaml =
        """
        journal: %s
        state: %s
        dedupe: { window: %s }
        admin: { listen: "127.0.0.1:%d"%s%s%s }
        %s%sdestinations:
        %schannels:
        %s"""
            .formatted(
                journal,
                directory.resolve("state"),
                dedupeWindow,
                adminPort,
                token,
                tls,
                records,
                plugins,
                cassandra,
                destinations,
                channels);
    try {
      return Files.writeString(directory.resolve("relay.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + directory, e);
    }
  }
}
