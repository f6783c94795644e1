package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;

/** Does mutations, all of them, and then compares the records of each in every envelope. */
final class MutationTests {
  private static final String MARKER = "DELETE FROM %s WHERE k = 0";

  private final Envelopes envelopes;
  private final List<Mutation> mutations;
  private final Map<String, Table> tables = new LinkedHashMap<>();

  private MutationTests(Envelopes envelopes, List<Mutation> mutations) {
    this.envelopes = envelopes;
    this.mutations = mutations;
  }

  /** Does the mutations; gives a test for each and each envelope. */
  static List<DynamicTest> of(Envelopes envelopes, List<Mutation> mutations) {
    MutationTests tests = new MutationTests(envelopes, mutations);
    tests.execute();
    List<DynamicTest> all = new ArrayList<>();
    Envelopes.FORMS.forEach((envelope, form) -> all.addAll(tests.compare(envelope, form)));
    return all;
  }

  private void execute() {
    for (int i = 0; i < mutations.size(); i++) {
      Mutation mutation = mutations.get(i);
      Table table = tables.computeIfAbsent(mutation.table, envelopes.keyspace()::table);
      mutation.statements(number(i)).forEach(table::execute);
    }
    tables.values().forEach(table -> table.execute(MARKER));
  }

  /** The marker has 0. */
  private static int number(int index) {
    return index + 1;
  }

  private List<DynamicTest> compare(String envelope, Form form) {
    Map<Integer, List<Event>> events = new LinkedHashMap<>();
    tables.values().forEach(table -> events.putAll(byNumber(envelope, form, table)));
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < mutations.size(); i++) {
      Mutation mutation = mutations.get(i);
      List<Expected> expected = mutation.records(number(i));
      List<Event> actual = events.getOrDefault(number(i), List.of());
      tests.add(
          dynamicTest(
              envelope + ": " + mutation.name, () -> assertRecords(form, expected, actual)));
    }
    return tests;
  }

  private Map<Integer, List<Event>> byNumber(String envelope, Form form, Table table) {
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
        .extracting(MutationTests::kind)
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
