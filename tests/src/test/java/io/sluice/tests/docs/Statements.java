package io.sluice.tests.docs;

import java.util.List;
import java.util.Locale;

/**
 * A mutation.
 *
 * @param section the heading of its kind
 * @param name its own heading
 * @param table what follows CREATE TABLE and the table's name
 * @param cql with {@code %s} for the table
 */
public record Statements(String section, String name, String table, List<String> cql) {
  /** In Markdown, with the columns of the table. */
  String text() {
    String all = String.join("\n", cql.stream().map(Statements::statement).toList());
    String columns = table.replace(" WITH ", "\n--   WITH ");
    return "```sql\n-- t %s\n%s\n```".formatted(columns, all);
  }

  /** The name, as a heading. */
  String heading() {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** Those of a batch on lines of their own. */
  private static String statement(String cql) {
    return cql.replace("%s", "t").replace("; ", ";\n").replace("BATCH ", "BATCH\n") + ";";
  }
}
