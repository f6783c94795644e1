package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.OnCassandra;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every type as the only column of the partition key, in every envelope: Cassandra puts together
 * the keys of several columns, which {@link TypeMatrixIT} has, in another way.
 */
@EndToEnd
class PartitionKeyMatrixIT {
  private final Servers servers;

  PartitionKeyMatrixIT(Servers servers) {
    this.servers = servers;
  }

  @TestFactory
  List<DynamicTest> keys() {
    return keys(List.of(Samples.SCALARS, Samples.EXTREMES, Samples.FROZEN, Samples.FROZEN_SPARSE));
  }

  @TestFactory
  @OnCassandra(since = "5.0", feature = "vector is a type")
  List<DynamicTest> vectors() {
    return keys(List.of(Samples.VECTORS));
  }

  private List<DynamicTest> keys(List<List<Sample>> lists) {
    Map<String, List<Sample>> samples =
        lists.stream()
            .flatMap(List::stream)
            .filter(sample -> Position.PARTITION.holds(sample) && !sample.hasNoBytes())
            .collect(Collectors.groupingBy(Sample::type));
    Envelopes envelopes = new Envelopes(servers);
    Samples.USER_TYPES.forEach(envelopes::type);
    Map<Table, List<Sample>> written = new LinkedHashMap<>();
    samples.forEach((type, ofType) -> written.put(write(envelopes, type, ofType), ofType));

    List<DynamicTest> tests = new ArrayList<>();
    Envelopes.FORMS.forEach(
        (envelope, form) ->
            written.forEach(
                (table, ofType) ->
                    tests.addAll(
                        tests(envelope, form, ofType, envelopes.events(table, envelope)))));
    return tests;
  }

  private static Table write(Envelopes envelopes, String type, List<Sample> samples) {
    Table table = envelopes.table("(p " + type + " PRIMARY KEY, v int)");
    samples.forEach(s -> table.execute("INSERT INTO %s (p) VALUES (" + s.cql() + ")"));
    return table;
  }

  private static List<DynamicTest> tests(
      String envelope, Form form, List<Sample> samples, TopicReader events) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Sample sample : samples) {
      Event event = events.next();
      tests.add(dynamicTest(envelope + ", " + sample, () -> assertKey(form, event, sample)));
    }
    return tests;
  }

  private static void assertKey(Form form, Event event, Sample sample) {
    assertThat(form.keyColumn(event, "p")).isEqualTo(form.expectedKey(sample));
    assertThat(form.key(event)).hasSize(1);
  }
}
