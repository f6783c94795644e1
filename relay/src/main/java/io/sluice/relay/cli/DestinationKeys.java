package io.sluice.relay.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The keys of a destination, as options; those given are in {@link #section}. */
final class DestinationKeys {
  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "A topic, or a template such as '$${keyspace}.$${table}'.")
  private String topic;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT,…",
      description = "The brokers: the same as --conf kafka.bootstrap.servers=…")
  private String bootstrapServers;

  @Option(
      names = "--transmission-enabled",
      arity = "1",
      paramLabel = "true|false",
      description = "false: changes are kept, and sent when it is true again.")
  private Boolean transmissionEnabled;

  @Option(
      names = "--envelope",
      paramLabel = "NAME",
      description = "What a record looks like: flat, change, protobuf or debezium.")
  private String envelope;

  @Option(names = "--delivery", paramLabel = "NAME", description = "at_least_once or exactly_once.")
  private String delivery;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description =
          "Any key of a destination, docs/configuration.md has them; those of the producer begin"
              + " with kafka., such as kafka.linger.ms=5. Write secrets as $${file:/path}.")
  private Map<String, String> conf = new LinkedHashMap<>();

  /** As in relay.yaml. */
  Map<String, Object> section() {
    Map<String, Object> section = new LinkedHashMap<>();
    put(section, "topic", topic);
    put(section, "transmission_enabled", transmissionEnabled);
    put(section, "envelope", envelope);
    put(section, "delivery", delivery);
    put(section, "kafka.bootstrap.servers", bootstrapServers);
    conf.forEach((key, value) -> put(section, key, value));
    return section;
  }

  /** Puts a key whose first part names a section of its own, as kafka.linger.ms does, into that. */
  static void put(Map<String, Object> section, String key, Object value) {
    if (value == null) {
      return;
    }
    set(section, key, value);
  }

  /** The same, null included: it removes the key. */
  static void set(Map<String, Object> section, String key, Object value) {
    int dot = key.indexOf('.');
    if (dot < 0) {
      section.put(key, value);
      return;
    }
    Map<String, Object> nested = new LinkedHashMap<>();
    if (section.get(key.substring(0, dot)) instanceof Map<?, ?> before) {
      before.forEach((name, one) -> nested.put(String.valueOf(name), one));
    }
    nested.put(key.substring(dot + 1), value);
    section.put(key.substring(0, dot), nested);
  }
}
