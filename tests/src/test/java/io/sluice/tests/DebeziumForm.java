package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.tests.harness.Event;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * By what Debezium's connector for Cassandra writes. When a TTL ends, which is a time that
 * Cassandra chose, is compared as the number of seconds in quotes.
 */
final class DebeziumForm implements Form {
  private static final Map<String, String> OPERATIONS =
      Map.of("INSERT", "i", "UPDATE", "u", "DELETE", "d");

  @Override
  public JsonNode key(Event event) {
    return Json.parse(event.key());
  }

  @Override
  public JsonNode expectedKey(Expected change, TableDescription table) {
    ObjectNode key = change.key().deepCopy();
    table.columns("partition_key", "clustering").stream()
        .filter(column -> !key.has(column))
        .forEach(key::putNull);
    return key;
  }

  @Override
  public JsonNode expectedKey(Sample sample) {
    return DebeziumValues.of(sample);
  }

  @Override
  public JsonNode column(Event event, String column) {
    return Json.parse(event.value()).get("after").get(column);
  }

  @Override
  public JsonNode expected(Sample sample, long writetime) {
    return DebeziumAfter.cell(DebeziumValues.of(sample), null);
  }

  @Override
  public JsonNode content(Event event) {
    ObjectNode value = (ObjectNode) Json.parse(event.value());
    value.get("after").forEach(DebeziumForm::nameTtl);
    return value.retain("op", "after");
  }

  private static void nameTtl(JsonNode cell) {
    if (cell.hasNonNull("value") && cell.hasNonNull("deletion_ts")) {
      long end = TimeUnit.MICROSECONDS.toSeconds(cell.get("deletion_ts").longValue());
      Mutations.TTLS.stream()
          .filter(ttl -> RunTime.holdsSeconds(end - ttl))
          .forEach(ttl -> ((ObjectNode) cell).put("deletion_ts", Integer.toString(ttl)));
    }
  }

  @Override
  public JsonNode expected(Expected change, TableDescription table) {
    String operation = change.content().get("operation").textValue();
    boolean isRange = change.kind().equals("DELETE range");
    return Json.of(
        Map.of(
            "op",
            isRange ? "r" : OPERATIONS.get(operation),
            "after",
            new DebeziumAfter(table).of(change)));
  }

  @Override
  public List<String> expectedDeltas(Expected change) {
    return DebeziumAfter.deltas(change);
  }

  @Override
  public JsonNode origin(Event event) {
    JsonNode value = Json.parse(event.value());
    assertThat(RunTime.holdsMillis(value.get("ts_ms").longValue())).isTrue();
    ObjectNode source = (ObjectNode) value.get("source");
    assertThat(source.remove("version").textValue()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(source.remove("file").textValue()).matches("[0-9a-f]{16}\\.wal");
    assertThat(source.remove("pos").intValue()).isPositive();
    return source;
  }

  @Override
  public JsonNode expected(Origin origin) {
    long micros = origin.writetime();
    ObjectNode source =
        (ObjectNode)
            Json.of(
                Map.of(
                    "connector",
                    "cassandra",
                    "name",
                    "debezium",
                    "ts_ms",
                    Math.floorDiv(micros, 1000L),
                    "snapshot",
                    "false",
                    "db",
                    "NULL",
                    "ts_us",
                    micros,
                    "ts_ns",
                    Math.multiplyExact(micros, 1000L),
                    "cluster",
                    origin.cluster(),
                    "keyspace",
                    origin.table().keyspace(),
                    "table",
                    origin.table().name()));
    return source.putNull("sequence");
  }
}
