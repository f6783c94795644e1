package io.sluice.tests.docs;

import io.sluice.tests.harness.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Values by their types, and what they are in the records of an envelope. */
final class TypeTable {
  private final Notation notation;
  private final Map<String, Map<String, Supplier<String>>> values = new LinkedHashMap<>();

  TypeTable(Notation notation) {
    this.notation = notation;
  }

  /** Adds a value that was written into a column; none that is there already. */
  void add(String type, String cql, Event event, String column) {
    values
        .computeIfAbsent(type, t -> new LinkedHashMap<>())
        .putIfAbsent(cql, () -> notation.value(event, column));
  }

  /** In Markdown; each type is named once. */
  String text() {
    StringBuilder text = new StringBuilder("| CQL type | CQL | in the record |\n|---|---|---|");
    values.forEach(
        (type, samples) -> {
          String first = code(type);
          for (Map.Entry<String, Supplier<String>> sample : samples.entrySet()) {
            text.append("\n| ").append(first).append(" | ").append(code(sample.getKey()));
            text.append(" | ").append(code(sample.getValue().get())).append(" |");
            first = "";
          }
        });
    return text.toString();
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }
}
