package io.sluice.tests.docs;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mutation.
 *
 * @param section the heading of its kind
 * @param name its own heading
 * @param tables what follows CREATE TABLE, each with its name
 * @param cql with the same names; what a question mark stands for is left unset
 */
public record Statements(String section, String name, List<String> tables, List<String> cql) {
  /** In Markdown. */
  String text() {
    return Stream.concat(
            tables.stream().map(Statements::comment), cql.stream().map(Statements::statement))
        .collect(Collectors.joining("\n", "```sql\n", "\n```"));
  }

  /** The name, with a capital letter unless it is code. */
  String heading() {
    return name.matches("[a-z]{2}.*")
        ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)
        : name;
  }

  private static String comment(String table) {
    return "-- " + table.replace(" WITH ", "\n--   WITH ");
  }

  /** Those of a batch on lines of their own. */
  private static String statement(String cql) {
    String lines =
        cql.replace("; ", ";\n").replaceAll("(BATCH(?: USING TIMESTAMP \\d+)?) (?=[A-Z])", "$1\n");
    return lines + (cql.contains("?") ? "; -- ? is unset" : ";");
  }
}
