package io.sluice.tests;

import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Mutations that were done, each on the table of its definition and on rows of its own number, and
 * what came of them.
 */
final class MutationRun {
  private static final String MARKER = "DELETE FROM %s WHERE k = 0";

  private final Envelopes envelopes;
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final Map<String, Map<Table, Map<Integer, List<Event>>>> events = new HashMap<>();

  MutationRun(Servers servers, List<Mutation> mutations) {
    envelopes = new Envelopes(servers);
    Mutations.USER_TYPES.forEach(envelopes::type);
    table(Mutations.OTHER);
    for (int i = 0; i < mutations.size(); i++) {
      execute(mutations.get(i), number(i));
    }
    tables.values().forEach(table -> table.execute(MARKER));
    Envelopes.FORMS.forEach((envelope, form) -> events.put(envelope, read(envelope, form)));
  }

  /** Of the mutation with an index in the list. The marker has 0. */
  static int number(int index) {
    return index + 1;
  }

  /** The table of a definition. */
  Table table(String definition) {
    return tables.computeIfAbsent(definition, envelopes::table);
  }

  /**
   * What came of one table's rows with a number, in the order in which it came: those of the
   * negative number last, since Cassandra keeps no order between partitions.
   */
  List<Event> events(String envelope, Table table, int number) {
    return events.get(envelope).get(table).getOrDefault(number, List.of());
  }

  private void execute(Mutation mutation, int number) {
    Table table = table(mutation.table);
    for (String statement : mutation.statements(number)) {
      String cql = statement.replace("%o", table(Mutations.OTHER).toString());
      if (cql.contains("?")) {
        table.execute(table.prepare(cql).bind());
      } else {
        table.execute(cql);
      }
    }
  }

  private Map<Table, Map<Integer, List<Event>>> read(String envelope, Form form) {
    return tables.values().stream()
        .collect(Collectors.toMap(table -> table, table -> byNumber(envelope, form, table)));
  }

  private Map<Integer, List<Event>> byNumber(String envelope, Form form, Table table) {
    return envelopes
        .events(table, envelope)
        .until("the marker", event -> number(form, event) == 0)
        .stream()
        .sorted(Comparator.comparing(event -> k(form, event) < 0))
        .collect(Collectors.groupingBy(event -> number(form, event)));
  }

  private static int number(Form form, Event event) {
    return Math.abs(k(form, event));
  }

  private static int k(Form form, Event event) {
    return form.key(event).get("k").intValue();
  }
}
