package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.tests.docs.Examples;
import io.sluice.tests.docs.Records;
import io.sluice.tests.docs.Statements;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every kind of mutation in every envelope: all are done, then the records of each are compared.
 */
@EndToEnd
class MutationMatrixIT {
  private static final String MARKER = "DELETE FROM %s WHERE k = 0";

  /** By the headings of their examples in the documents. */
  private static final Map<String, List<Mutation>> SECTIONS =
      Map.of(
          "Rows and cells", Mutations.ROWS_AND_CELLS,
          "Partitions", Mutations.PARTITIONS,
          "Elements of collections and user-defined types", Mutations.ELEMENTS);

  private final Servers servers;

  MutationMatrixIT(Servers servers) {
    this.servers = servers;
  }

  @TestFactory
  List<DynamicTest> mutations() {
    List<Mutation> mutations =
        Stream.of(Mutations.ROWS_AND_CELLS, Mutations.PARTITIONS, Mutations.ELEMENTS)
            .flatMap(List::stream)
            .toList();
    Envelopes envelopes = new Envelopes(servers);
    envelopes.keyspace().type("address", Mutations.ADDRESS);
    Map<String, Table> tables = new LinkedHashMap<>();
    for (int i = 0; i < mutations.size(); i++) {
      Mutation mutation = mutations.get(i);
      Table table = tables.computeIfAbsent(mutation.table, envelopes.keyspace()::table);
      mutation.statements(number(i)).forEach(table::execute);
    }
    tables.values().forEach(table -> table.execute(MARKER));

    List<DynamicTest> tests = new ArrayList<>();
    Examples examples = new Examples();
    Envelopes.FORMS.forEach(
        (envelope, form) -> {
          Map<Integer, List<Event>> events = new LinkedHashMap<>();
          tables
              .values()
              .forEach(table -> events.putAll(byNumber(form, envelopes, table, envelope)));
          for (int i = 0; i < mutations.size(); i++) {
            Mutation mutation = mutations.get(i);
            int number = number(i);
            List<Event> records = events.getOrDefault(number, List.of());
            tests.add(
                dynamicTest(
                    envelope + ": " + mutation.name,
                    () -> assertRecords(form, mutation.records(number), records)));
            examples.add(
                statements(mutation),
                List.of(
                    new Records(
                        envelope, Records.MAIN, tables.get(mutation.table), number, records)));
          }
        });
    tests.addAll(examples.tests());
    return tests;
  }

  private static Statements statements(Mutation mutation) {
    String section =
        SECTIONS.keySet().stream()
            .filter(heading -> SECTIONS.get(heading).contains(mutation))
            .findFirst()
            .orElseThrow();
    List<String> cql = mutation.statements(1).stream().map(s -> s.replace("%s", "t")).toList();
    return new Statements(section, mutation.name, List.of("t " + mutation.table), cql);
  }

  /** The marker has 0. */
  private static int number(int index) {
    return index + 1;
  }

  private static Map<Integer, List<Event>> byNumber(
      Form form, Envelopes envelopes, Table table, String envelope) {
    return envelopes
        .events(table, envelope)
        .until("the marker", event -> number(form, event) == 0)
        .stream()
        .collect(Collectors.groupingBy(event -> number(form, event)));
  }

  private static int number(Form form, Event event) {
    return Math.abs(form.key(event).get("k").intValue());
  }

  private static void assertRecords(Form form, List<Expected> expected, List<Event> events) {
    assertThat(events)
        .extracting(MutationMatrixIT::kind)
        .isEqualTo(expected.stream().map(Expected::kind).toList());
    assertThat(events)
        .extracting(form::key)
        .isEqualTo(expected.stream().map(Expected::key).toList());
    assertThat(events)
        .extracting(event -> withoutWhatChanges(form.content(event)))
        .isEqualTo(expected.stream().map(form::expected).toList());
  }

  private static String kind(Event event) {
    return event.operation() + " " + (event.scope() == null ? "row" : event.scope());
  }

  /** Times that Cassandra chose, in µs and in seconds, and the ids of a list's elements. */
  private static JsonNode withoutWhatChanges(JsonNode content) {
    return Json.parse(
        content
            .toString()
            .replaceAll("\"writetime\":\\d{16}\\b", "\"writetime\":\"now\"")
            .replaceAll(",\"(deleted_at|expires_at)\":\\d{10}\\b", "")
            .replaceAll("\"[0-9a-f-]{14}1[0-9a-f-]{21}\"", "\"ID\""));
  }
}
