package io.sluice.relay.convert;

import static io.sluice.relay.convert.Changes.integer;
import static io.sluice.relay.convert.Changes.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Table;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;

/** The schemas of the envelope {@code debezium}. */
class DebeziumSchemaTest {
  private static final Table TABLE =
      new Changes.TableBuilder("ks", "t")
          .add("k", Column.Kind.PARTITION_KEY, DataTypes.TEXT)
          .add("c", Column.Kind.CLUSTERING, DataTypes.INT)
          .add("v", Column.Kind.REGULAR, DataTypes.TIMESTAMP)
          .add("a", Column.Kind.REGULAR, ValueReadersTest.ADDRESS)
          .addMultiCell("b", ValueReadersTest.ADDRESS.copy(false))
          .build();

  private static final Change INSERT =
      Changes.alive(Changes.upsert(TABLE, List.of(text("a")), List.of(integer(1))));
  private static final Change DELETE =
      Changes.delete(TABLE, List.of(text("a")), List.of(), Scope.PARTITION);

  private final DebeziumEnvelope envelope =
      new DebeziumEnvelope("prod", Formats.withSchemas(true), Formats.withSchemas(false));

  @Test
  void keyAndValueAreCalledAsDebeziumCallsThem() throws IOException {
    Outgoing record = envelope.wrap(INSERT, "topic");

    assertThat(json(record.key()).at("/schema/name").asText())
        .isEqualTo("io.debezium.connector.cassandra.prod.ks.t.Key");
    assertThat(json(record.key()).get("payload")).hasToString("{\"k\":\"a\",\"c\":1}");
    assertThat(json(record.value()).at("/schema/name").asText())
        .isEqualTo("io.debezium.connector.cassandra.prod.ks.t.Envelope");
    assertThat(json(record.value()).at("/schema/fields").findValuesAsText("field"))
        .contains("ts_ms", "op", "source", "after", "value", "deletion_ts", "set");
    assertThat(json(record.value()).at("/payload/after/k/value").asText()).isEqualTo("a");
  }

  @Test
  void aTableHasOneSchemaWhateverTheChange() throws IOException {
    Outgoing insert = envelope.wrap(INSERT, "topic");
    Outgoing delete = envelope.wrap(DELETE, "topic");

    assertThat(json(insert.key()).get("schema")).isEqualTo(json(delete.key()).get("schema"));
    assertThat(json(insert.value()).get("schema")).isEqualTo(json(delete.value()).get("schema"));
  }

  /** Avro has no two records of one name. */
  @Test
  void noTwoStructsOfOneNameDiffer() {
    DebeziumTable table = new DebeziumTable("prod", TABLE, new DebeziumSource("prod"));
    Map<String, Schema> named = new HashMap<>();

    collect(table.value(INSERT).schema(), named);

    assertThat(named)
        .containsKeys(
            "after",
            "source",
            "_range_start",
            "ks.address",
            "io.debezium.connector.cassandra.prod.ks.t.v.Cell");
  }

  private static void collect(Schema schema, Map<String, Schema> named) {
    if (schema.type() != Schema.Type.STRUCT) {
      return;
    }
    Schema known = named.putIfAbsent(schema.name(), schema);
    assertThat(known == null || known.equals(schema)).as(schema.name()).isTrue();
    for (Field field : schema.fields()) {
      collect(field.schema(), named);
    }
  }

  private static JsonNode json(byte[] bytes) throws IOException {
    return new ObjectMapper().readTree(bytes);
  }
}
