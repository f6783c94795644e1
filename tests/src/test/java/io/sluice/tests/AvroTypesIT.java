package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Keyspace;
import io.sluice.tests.harness.OnCassandra;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every type in every position, and collections, as Avro and as JSON with schemas: both say the
 * same. {@link TypeMatrixIT} knows what that is.
 */
@EndToEnd
class AvroTypesIT {
  private static final List<String> ENVELOPES = List.of("flat", "change", "debezium");

  private final Keyspace keyspace;
  private final AvroDelivery avro;

  AvroTypesIT(Servers servers) {
    keyspace = servers.cluster().keyspace();
    keyspace.type("point", "(x int, y int, label text)");
    keyspace.type("shape", "(name text, corners frozen<list<frozen<point>>>)");
    avro = new AvroDelivery(servers);
    ENVELOPES.forEach(envelope -> avro.envelope(envelope, keyspace.name()));
    avro.server.start();
    avro.start();
  }

  @AfterEach
  void nothingWasRefused() throws Exception {
    for (String envelope : ENVELOPES) {
      assertThat(avro.deadLetters("avro-" + envelope)).isEmpty();
      assertThat(avro.deadLetters("json-" + envelope)).isEmpty();
    }
  }

  @Test
  void scalars() {
    check(
        TypeRow.of(Samples.SCALARS),
        TypeRow.of(Samples.EXTREMES),
        TypeRow.of(Samples.replaced(Samples.SCALARS, Samples.EMPTY)),
        TypeRow.withNulls(Samples.SCALARS));
  }

  @Test
  void frozen() {
    check(
        TypeRow.of(Samples.FROZEN),
        TypeRow.of(Samples.FROZEN_SPARSE),
        TypeRow.withNulls(Samples.FROZEN));
  }

  @Test
  @OnCassandra(since = "5.0", feature = "vector is a type")
  void vectors() {
    check(TypeRow.of(Samples.VECTORS));
  }

  @Test
  void collectionsAndDeletes() {
    Table table =
        keyspace.table(
            "(k int, c text, st set<text> STATIC, s set<int>, m map<int, text>, p map<text, int>,"
                + " l list<text>, u point, PRIMARY KEY (k, c))");
    table.execute(
        "INSERT INTO %s (k, c, st, s, m, p, l, u) VALUES"
            + " (1, 'c', {'a'}, {3}, {1: 'a'}, {'q': 1}, ['e'], {x: 1})");
    table.execute(
        "UPDATE %s SET s = s + {4}, m[2] = 'b', p = p - {'q'}, l = l + ['f'], u.y = 2"
            + " WHERE k = 1 AND c = 'c'");
    table.execute("UPDATE %s SET s = s - {3}, m = {}, l = [], u = null WHERE k = 1 AND c = 'c'");
    table.execute("DELETE FROM %s WHERE k = 1 AND c = 'c'");
    table.execute("DELETE FROM %s WHERE k = 1 AND c > 'a'");
    table.execute("DELETE FROM %s WHERE k = 1");
    assertBothSayTheSame(table, 7);
  }

  @Test
  void counters() {
    Table table = keyspace.table("(k int PRIMARY KEY, n counter)");
    table.execute("UPDATE %s SET n = n - 3 WHERE k = 1");
    assertBothSayTheSame(table, 1);
  }

  private void check(TypeRow... rows) {
    Table table = keyspace.table(rows[0].definition());
    for (int i = 0; i < rows.length; i++) {
      table.execute(rows[i].insert() + " USING TIMESTAMP " + i);
    }
    assertBothSayTheSame(table, 2 * rows.length); // each has static columns
  }

  private void assertBothSayTheSame(Table table, int records) {
    for (String envelope : ENVELOPES) {
      TopicReader json = avro.events("json-" + envelope, table);
      for (Event event : avro.events("avro-" + envelope, table).next(records)) {
        Event other = json.next();
        assertThat(avro.key(event)).isEqualTo(payload(other.key()));
        assertThat(withoutDestination(avro.value(event)))
            .isEqualTo(withoutDestination(payload(other.value())));
      }
    }
  }

  private static JsonNode payload(String json) {
    return json == null ? Json.parse(null) : Json.parse(json).get("payload");
  }

  /** Debezium's form has the destination's name. */
  private static JsonNode withoutDestination(JsonNode value) {
    if (value.path("source") instanceof ObjectNode source) {
      source.remove("name");
    }
    return value;
  }
}
