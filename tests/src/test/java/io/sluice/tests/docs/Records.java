package io.sluice.tests.docs;

import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Table;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a mutation gave of one table in an envelope.
 *
 * @param name of the table, in the documents
 * @param number the value of {@code k} in its partitions, or the negative of that
 */
public record Records(String envelope, String name, Table table, int number, List<Event> events) {
  /** What the documents call the table that most mutations are of. */
  public static final String MAIN = "t";

  /** All of them, one after the other, in Markdown; of another table with its name. */
  String text() {
    Notation notation = Notations.of(envelope);
    Placeholders placeholders = placeholders();
    return events.stream()
        .map(event -> fenced(notation, notation.shortened(event, placeholders)))
        .collect(Collectors.joining("\n\n", name.equals(MAIN) ? "" : "Of `" + name + "`:\n\n", ""));
  }

  /** The first, with all that is in it. */
  String whole() {
    Notation notation = Notations.of(envelope);
    return fenced(notation, notation.whole(events.get(0), placeholders()));
  }

  private Placeholders placeholders() {
    return new Placeholders(table.keyspace(), table.name(), number);
  }

  private static String fenced(Notation notation, String text) {
    return "```%s\n%s\n```".formatted(notation.language(), text);
  }
}
