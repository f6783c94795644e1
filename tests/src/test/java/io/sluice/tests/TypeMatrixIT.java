package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.OnCassandra;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every type whose values are one cell, in every position, in every envelope: a table has a column
 * for each type and position, and an INSERT sets them all.
 */
@EndToEnd
class TypeMatrixIT {
  private final Servers servers;

  TypeMatrixIT(Servers servers) {
    this.servers = servers;
  }

  @TestFactory
  List<DynamicNode> scalars() {
    return matrix(
        TypeRow.of(Samples.SCALARS),
        TypeRow.of(Samples.EXTREMES),
        TypeRow.of(Samples.replaced(Samples.SCALARS, Samples.EMPTY)),
        TypeRow.withNulls(Samples.SCALARS));
  }

  @TestFactory
  List<DynamicNode> frozen() {
    return matrix(
        TypeRow.of(Samples.FROZEN),
        TypeRow.of(Samples.FROZEN_SPARSE),
        TypeRow.withNulls(Samples.FROZEN));
  }

  @TestFactory
  @OnCassandra(since = "5.0", feature = "vector is a type")
  List<DynamicNode> vectors() {
    return matrix(TypeRow.of(Samples.VECTORS));
  }

  private List<DynamicNode> matrix(TypeRow... rows) {
    Envelopes envelopes = new Envelopes(servers);
    Samples.USER_TYPES.forEach(envelopes.keyspace()::type);
    Table table = envelopes.keyspace().table(rows[0].definition());
    for (int i = 0; i < rows.length; i++) {
      table.execute(rows[i].insert() + " USING TIMESTAMP " + i);
    }

    List<DynamicNode> nodes = new ArrayList<>();
    Envelopes.FORMS.forEach(
        (envelope, form) -> {
          TopicReader events = envelopes.events(table, envelope);
          for (int i = 0; i < rows.length; i++) {
            String name = envelope + ", row " + i;
            nodes.add(dynamicContainer(name, tests(table, form, rows[i], i, events.next(2))));
          }
        });
    return nodes;
  }

  /** Statics come before the row that was written with them. */
  private List<DynamicTest> tests(
      Table table, Form form, TypeRow row, long writetime, List<Event> events) {
    Event statics = events.get(0);
    Event regulars = events.get(1);
    List<DynamicTest> tests = new ArrayList<>();
    Origin origin = Origin.of(servers, table, writetime, false);
    tests.add(dynamicTest("headers", () -> assertHeaders(form, origin, statics, regulars)));
    for (Position position : Position.values()) {
      Event event = position == Position.STATIC ? statics : regulars;
      for (Sample sample : row.samples(position)) {
        tests.add(
            dynamicTest(
                position + " " + sample,
                () -> assertColumn(form, event, position, sample, writetime)));
      }
    }
    return tests;
  }

  private static void assertColumn(
      Form form, Event event, Position position, Sample sample, long writetime) {
    String column = sample.column(position.prefix);
    if (position.isKey()) {
      assertThat(form.keyColumn(event, column)).isEqualTo(form.expectedKey(sample));
    } else {
      assertThat(form.column(event, column)).isEqualTo(form.expected(sample, writetime));
    }
  }

  private static void assertHeaders(Form form, Origin origin, Event statics, Event regulars) {
    assertThat(regulars.headers()).isEqualTo(origin.headers("INSERT", regulars));
    assertThat(form.origin(regulars)).isEqualTo(form.expected(origin));
    Map<String, String> ofStatics = origin.headers("UPDATE", statics);
    ofStatics.put("scope", "static");
    assertThat(statics.headers()).isEqualTo(ofStatics);
    assertThat(form.origin(statics)).isEqualTo(form.expected(origin));
  }
}
