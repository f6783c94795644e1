package io.sluice.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node of a YAML document.
 *
 * @param path where it is, for messages
 * @param value a map, a list or a scalar; null where nothing stands
 */
record Yaml(String path, Object value) {

  /** What stands under keys, one below the other; fails where one is missing. */
  Yaml at(String... keys) {
    Yaml node = this;
    for (String key : keys) {
      Yaml parent = node;
      node = parent.find(key).orElseThrow(() -> new AssertionError(parent.path + " has no " + key));
    }
    return node;
  }

  Optional<Yaml> find(String key) {
    return value instanceof Map<?, ?> map && map.containsKey(key)
        ? Optional.of(new Yaml(path + "." + key, map.get(key)))
        : Optional.empty();
  }

  /** The elements of a list; those of a missing one are none. */
  List<Yaml> list(String key) {
    Object list = find(key).map(Yaml::value).orElse(List.of());
    return ((List<?>) list).stream().map(one -> new Yaml(path + "." + key + "[]", one)).toList();
  }

  /** The element of a list that has this name. */
  Yaml named(String key, String name) {
    return list(key).stream()
        .filter(one -> one.text("name").equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path + "." + key + " has none with name " + name));
  }

  String text() {
    return String.valueOf(value);
  }

  String text(String... keys) {
    return at(keys).text();
  }

  /** The names of a list's elements. */
  List<String> names(String key) {
    return list(key).stream().map(one -> one.text("name")).toList();
  }

  Map<String, Yaml> map() {
    Map<String, Yaml> map = new LinkedHashMap<>();
    ((Map<?, ?>) value).keySet().forEach(key -> map.put(key.toString(), at(key.toString())));
    return map;
  }

  /** What stands under a key anywhere in it. */
  Stream<Yaml> everywhere(String key) {
    if (value instanceof Map<?, ?>) {
      return map().entrySet().stream()
          .flatMap(
              entry ->
                  Stream.concat(
                      entry.getKey().equals(key) ? Stream.of(entry.getValue()) : Stream.empty(),
                      entry.getValue().everywhere(key)));
    }
    return value instanceof List<?> list
        ? list.stream().flatMap(one -> new Yaml(path + "[]", one).everywhere(key))
        : Stream.empty();
  }
}
