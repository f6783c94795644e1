package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.sluice.tests.docs.Examples;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every kind of mutation in every envelope: all are done, then the records of each are compared.
 */
@EndToEnd
class MutationMatrixIT {
  private final Servers servers;

  MutationMatrixIT(Servers servers) {
    this.servers = servers;
  }

  @TestFactory
  List<DynamicTest> mutations() {
    List<Mutation> mutations =
        Stream.of(
                Mutations.ROWS_AND_CELLS,
                Mutations.PARTITIONS,
                Mutations.ELEMENTS,
                CellMutations.ALL,
                SliceMutations.ALL,
                BatchMutations.ALL,
                NestedMutations.ALL,
                CompactMutations.ALL)
            .flatMap(List::stream)
            .toList();
    MutationRun run = new MutationRun(servers, mutations);
    List<DynamicTest> tests = new ArrayList<>();
    Examples examples = new Examples();
    Envelopes.FORMS.forEach(
        (envelope, form) -> {
          for (int i = 0; i < mutations.size(); i++) {
            Mutation mutation = mutations.get(i);
            int number = MutationRun.number(i);
            tests.add(
                dynamicTest(
                    envelope + ": " + mutation.name,
                    () -> assertRecords(run, envelope, form, mutation, number)));
            MutationExamples.add(examples, run, envelope, mutation, number);
          }
        });
    tests.addAll(examples.tests());
    return tests;
  }

  private void assertRecords(
      MutationRun run, String envelope, Form form, Mutation mutation, int number) {
    Table own = run.table(mutation.table);
    Table other = run.table(Mutations.OTHER);
    Origin ofOwn = Origin.of(servers, own, 0, mutation.isConditional());
    Origin ofOther = Origin.of(servers, other, 0, mutation.isConditional());
    assertRecords(form, ofOwn, mutation.records(number), run.events(envelope, own, number));
    assertRecords(
        form, ofOther, mutation.recordsOfOther(number), run.events(envelope, other, number));
    assertThat(changeIds(run.events(envelope, own, number)))
        .isEqualTo(changeIds(run.events("flat", own, number)))
        .doesNotHaveDuplicates();
  }

  private static List<String> changeIds(List<Event> events) {
    return events.stream().map(Event::changeId).toList();
  }

  private static void assertRecords(
      Form form, Origin origin, List<Expected> expected, List<Event> events) {
    TableDescription table = origin.table();
    assertThat(events)
        .extracting(event -> Moments.named(form.content(event)))
        .isEqualTo(expected.stream().map(change -> form.expected(change, table)).toList());
    assertThat(events)
        .extracting(form::key)
        .isEqualTo(expected.stream().map(change -> form.expectedKey(change, table)).toList());
    for (int i = 0; i < events.size(); i++) {
      assertOrigin(form, origin, expected.get(i), events.get(i));
    }
  }

  private static void assertOrigin(Form form, Origin ofTable, Expected expected, Event event) {
    Origin origin = ofTable.at(expected.writetime(event.writetime()));
    String operation = expected.kind().substring(0, expected.kind().indexOf(' '));
    Map<String, String> headers = origin.headers(operation, event);
    headers.putAll(expected.headers());
    List<String> deltas = form.expectedDeltas(expected);
    if (!deltas.isEmpty()) {
      headers.put("delta", String.join(",", deltas));
    }
    assertThat(event.headers()).isEqualTo(headers);
    assertThat(event.changeId()).matches("[0-9a-f]{32}");
    assertThat(form.origin(event)).isEqualTo(form.expected(origin));
    assertTimestamp(event);
  }

  /** Kafka has no time before 1970. */
  private static void assertTimestamp(Event event) {
    if (event.writetime() < 0) {
      assertThat(RunTime.holdsMillis(event.timestamp())).isTrue();
    } else {
      assertThat(event.timestamp()).isEqualTo(event.writetime() / 1000);
    }
  }
}
