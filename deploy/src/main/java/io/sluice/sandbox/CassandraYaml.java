package io.sluice.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A cassandra.yaml: the sandbox's template, in which every top-level key is one line, and changes.
 */
final class CassandraYaml {
  private final Map<String, String> lines = new LinkedHashMap<>();

  CassandraYaml() {
    Resources.text("cassandra.yaml")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split(":", 2))
        .forEach(entry -> set(entry[0], entry[1].strip()));
  }

  void set(String key, Object value) {
    lines.put(key, value.toString());
  }

  void setAll(Map<String, String> changes) {
    lines.putAll(changes);
  }

  @Override
  public String toString() {
    return lines.entrySet().stream()
        .map(line -> line.getKey() + ": " + line.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
