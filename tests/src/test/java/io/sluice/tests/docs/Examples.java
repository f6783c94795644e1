package io.sluice.tests.docs;

import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.TestedCassandra;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;

/**
 * The examples that one test has for {@code docs/event-formats}: to be compared with what stands
 * there or, with the system property {@value Section#WRITE}, to be written there.
 */
public final class Examples {
  private static final String WHOLE = "A whole record";

  private final Map<String, Section> sections = new LinkedHashMap<>();
  private final Map<String, TypeTable> types = new LinkedHashMap<>();

  /**
   * Adds a mutation; the first of all is also shown with everything that is in its record.
   *
   * @param records of each of its tables, of the main one first
   */
  public void add(Statements statements, List<Records> records) {
    String envelope = records.get(0).envelope();
    if (!sections.containsKey(envelope + WHOLE)) {
      section(envelope, WHOLE).add("", () -> statements.text() + "\n\n" + records.get(0).whole());
    }
    section(envelope, statements.section())
        .add(statements.heading(), () -> statements.text() + "\n\n" + text(records));
  }

  private static String text(List<Records> records) {
    String all =
        records.stream()
            .filter(ofTable -> !ofTable.events().isEmpty())
            .map(Records::text)
            .collect(Collectors.joining("\n\n"));
    return all.isEmpty() ? "No record." : all;
  }

  /** Adds a value that was written into a column; none that is there already. */
  public void add(
      String envelope, String section, String type, String cql, Event event, String column) {
    types
        .computeIfAbsent(envelope + section, t -> newTable(envelope, section))
        .add(type, cql, event, column);
  }

  /** None where Cassandra is not the one that the documents are of. */
  public List<DynamicTest> tests() {
    return TestedCassandra.isDefault()
        ? sections.values().stream().flatMap(section -> section.tests().stream()).toList()
        : List.of();
  }

  private TypeTable newTable(String envelope, String heading) {
    TypeTable table = new TypeTable(Notations.of(envelope));
    section(envelope, heading).add("", table::text);
    return table;
  }

  private Section section(String envelope, String heading) {
    return sections.computeIfAbsent(envelope + heading, s -> new Section(envelope, heading));
  }
}
