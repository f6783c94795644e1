package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.sluice.tests.docs.Examples;
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
        "Native types",
        TypeRow.of(Samples.SCALARS),
        TypeRow.of(Samples.EXTREMES),
        TypeRow.of(Samples.replaced(Samples.SCALARS, Samples.EMPTY)),
        TypeRow.withNulls(Samples.SCALARS));
  }

  @TestFactory
  List<DynamicNode> frozen() {
    return matrix(
        "Frozen collections, tuples, user-defined types",
        TypeRow.of(Samples.FROZEN),
        TypeRow.of(Samples.FROZEN_SPARSE),
        TypeRow.withNulls(Samples.FROZEN));
  }

  @TestFactory
  @OnCassandra(since = "5.0", feature = "vector is a type")
  List<DynamicNode> vectors() {
    return matrix("Vectors", TypeRow.of(Samples.VECTORS));
  }

  /** The name is the heading of their examples in the documents. */
  private List<DynamicNode> matrix(String name, TypeRow... rows) {
    Envelopes envelopes = new Envelopes(servers);
    Samples.USER_TYPES.forEach(envelopes::type);
    Table table = envelopes.table(rows[0].definition());
    for (int i = 0; i < rows.length; i++) {
      table.execute(rows[i].insert() + " USING TIMESTAMP " + i);
    }

    List<DynamicNode> nodes = new ArrayList<>();
    Examples examples = new Examples();
    Envelopes.FORMS.forEach(
        (envelope, form) -> {
          TopicReader events = envelopes.events(table, envelope);
          for (int i = 0; i < rows.length; i++) {
            List<Event> records = events.next(2);
            nodes.add(
                dynamicContainer(envelope + ", row " + i, tests(table, form, rows[i], i, records)));
            for (Sample sample : rows[i].withValues()) {
              String column = sample.column(Position.REGULAR.prefix);
              examples.add(envelope, name, sample.type(), sample.cql(), records.get(1), column);
            }
          }
        });
    nodes.addAll(examples.tests());
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
