package io.sluice.sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a {@link CassandraNode} differs from the default: one node, alone, on free ports. A builder.
 */
public final class CassandraSettings {
  /** The data center of every node unless set. */
  public static final String DATA_CENTER = "dc1";

  private final Map<String, String> yaml = new LinkedHashMap<>();
  private final List<String> jvmOptions = new ArrayList<>();
  private String server = "cassandra-5.0";
  private String address = "127.0.0.1";
  private String dataCenter = DATA_CENTER;
  private String seeds = "";
  private int nativePort;
  private int storagePort;

  /** Picks the version: a directory of {@code deploy/servers}. */
  public CassandraSettings server(String name) {
    server = name;
    return this;
  }

  /** Sets the loopback address for clients and other nodes, 127.0.0.1 unless set. */
  public CassandraSettings address(String ip) {
    address = ip;
    return this;
  }

  /** Sets the port for CQL; a free one unless set. */
  public CassandraSettings nativePort(int port) {
    nativePort = port;
    return this;
  }

  /** Sets the port for other nodes; a free one unless set. */
  public CassandraSettings storagePort(int port) {
    storagePort = port;
    return this;
  }

  /** Joins the cluster of another node, by its {@link CassandraNode#storageAddress()}. */
  public CassandraSettings seeds(String hostAndPort) {
    seeds = hostAndPort;
    return this;
  }

  /** Sets the data center, {@value #DATA_CENTER} unless set. */
  public CassandraSettings dataCenter(String name) {
    dataCenter = name;
    return this;
  }

  /**
   * Sets a top-level key of cassandra.yaml; the value is YAML on one line. For any version, names
   * and units are those of Cassandra 4.0, such as {@code write_request_timeout_in_ms}.
   */
  public CassandraSettings yaml(String key, String value) {
    yaml.put(key, value);
    return this;
  }

  /** Adds an option of the node's JVM, after the sandbox's own, so that it wins. */
  public CassandraSettings jvmOption(String option) {
    jvmOptions.add(option);
    return this;
  }

  String server() {
    return server;
  }

  String address() {
    return address;
  }

  String dataCenter() {
    return dataCenter;
  }

  Map<String, String> yaml() {
    return yaml;
  }

  List<String> jvmOptions() {
    return jvmOptions;
  }

  String seedsOr(String own) {
    return seeds.isEmpty() ? own : seeds;
  }

  int nativePortOrFree() {
    return nativePort == 0 ? Ports.free(address) : nativePort;
  }

  int storagePortOrFree() {
    return storagePort == 0 ? Ports.free(address) : storagePort;
  }
}
