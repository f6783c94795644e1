package io.sluice.relay.convert;

import static io.sluice.relay.convert.Changes.alive;
import static io.sluice.relay.convert.Changes.cell;
import static io.sluice.relay.convert.Changes.delete;
import static io.sluice.relay.convert.Changes.integer;
import static io.sluice.relay.convert.Changes.text;
import static io.sluice.relay.convert.Changes.tombstone;
import static io.sluice.relay.convert.Changes.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.type.DataTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Bound;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.Delete;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Header;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.change.PrimaryKey;
import io.sluice.relay.change.RangeDelete;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndeliverableChangeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DebeziumEnvelopeTest {
  /** {@code t (k text, c int, s int static, v int, w text, primary key (k, c))}. */
  private static final Table TABLE =
      new Changes.TableBuilder("ks", "t")
          .add("k", Column.Kind.PARTITION_KEY, DataTypes.TEXT)
          .add("c", Column.Kind.CLUSTERING, DataTypes.INT)
          .add("s", Column.Kind.STATIC, DataTypes.INT)
          .add("v", Column.Kind.REGULAR, DataTypes.INT)
          .add("w", Column.Kind.REGULAR, DataTypes.TEXT)
          .build();

  private static final Pattern JSON = Pattern.compile("(?ms)^```json\n(.*?)\n```$");
  private static final List<ByteString> PARTITION = List.of(text("a"));
  private static final List<ByteString> ROW = List.of(integer(1));
  private static final String KEY = "\"k\":" + set("\"a\"") + ",\"c\":" + set("1");
  private static final String NO_RANGE = ",\"_range_start\":null,\"_range_end\":null}";

  private final DebeziumEnvelope envelope =
      new DebeziumEnvelope("prod", Formats.plain(true), Formats.plain(false));

  @Test
  void theDocumentedRecord() throws IOException {
    List<byte[]> documented = documented();
    Cell lasting = new Cell(Changes.column(TABLE, "v"), 1, integer(3), 60, 1_769_860_860, null);
    Outgoing record =
        envelope.wrap(
            alive(upsert(TABLE, PARTITION, ROW, lasting, tombstone(TABLE, "w"))), "topic");

    assertThat(json(record.key())).isEqualTo(json(documented.get(0)));
    ObjectNode value = (ObjectNode) json(record.value());
    ((ObjectNode) value.get("source")).put("version", "0.1.0");
    assertThat(value).isEqualTo(json(documented.get(1)));
    assertThat(record.timestampMillis()).isEqualTo(Changes.WRITETIME / 1000);
    assertThat(record.headers())
        .contains(new Header("operation", "INSERT"), new Header("table", "t"));
  }

  @Test
  void columnsThatAnUpdateLeavesAloneAreNullAndDeletedOnesAreSetToNull() {
    Change update = upsert(TABLE, PARTITION, ROW, tombstone(TABLE, "v"));

    assertThat(operation(update)).isEqualTo("u");
    assertThat(after(update))
        .isEqualTo("{" + KEY + ",\"s\":null,\"v\":" + set("null") + ",\"w\":null" + NO_RANGE);
  }

  @Test
  void anInsertOfTheKeyAloneHasItsCells() {
    Change insert = alive(upsert(TABLE, PARTITION, ROW));

    assertThat(operation(insert)).isEqualTo("i");
    assertThat(after(insert)).isEqualTo("{" + KEY + ",\"s\":null,\"v\":null,\"w\":null" + NO_RANGE);
  }

  @Test
  void staticColumnsAreAnUpdateWithoutClusteringColumns() {
    Change statics = upsert(TABLE, PARTITION, null, cell(TABLE, "s", 7));

    assertThat(operation(statics)).isEqualTo("u");
    assertThat(key(statics)).isEqualTo("{\"k\":\"a\",\"c\":null}");
    assertThat(after(statics))
        .isEqualTo(
            "{\"k\":"
                + set("\"a\"")
                + ",\"c\":null,\"s\":"
                + set("7")
                + ",\"v\":null,\"w\":null"
                + NO_RANGE);
    assertThat(envelope.wrap(statics, "t").headers()).contains(new Header("scope", "static"));
  }

  @Test
  void aDeletedRowLeavesTheStaticColumns() {
    Change delete = delete(TABLE, PARTITION, ROW, Scope.ROW);

    assertThat(operation(delete)).isEqualTo("d");
    assertThat(key(delete)).isEqualTo("{\"k\":\"a\",\"c\":1}");
    assertThat(after(delete))
        .isEqualTo("{" + KEY + ",\"s\":null,\"v\":" + deleted() + ",\"w\":" + deleted() + NO_RANGE);
  }

  @Test
  void aDeletedPartitionTakesAllButItsKey() {
    Change delete = delete(TABLE, PARTITION, List.of(), Scope.PARTITION);

    assertThat(operation(delete)).isEqualTo("d");
    assertThat(key(delete)).isEqualTo("{\"k\":\"a\",\"c\":null}");
    assertThat(after(delete))
        .isEqualTo(
            String.format(
                "{\"k\":%s,\"c\":%2$s,\"s\":%2$s,\"v\":%2$s,\"w\":%2$s%3$s",
                set("\"a\""), deleted(), NO_RANGE));
  }

  @Test
  void aDeletedRangeHasItsBounds() {
    Change range = range(TABLE, new Bound(ROW, false), new Bound(List.of(), true));

    assertThat(operation(range)).isEqualTo("r");
    assertThat(key(range)).isEqualTo("{\"k\":\"a\",\"c\":null}");
    assertThat(after(range))
        .isEqualTo(
            "{\"k\":"
                + set("\"a\"")
                + ",\"c\":null,\"s\":null,\"v\":null,\"w\":null,"
                + "\"_range_start\":{\"method\":\"EXCL_START_BOUND\",\"values\":[{\"name\":\"c\","
                + "\"value\":\"1\",\"type\":\"org.apache.cassandra.db.marshal.Int32Type\"}]},"
                + "\"_range_end\":{\"method\":\"INCL_END_BOUND\",\"values\":[]}}");
  }

  @Test
  void theRangeGivesWayToAColumnOfItsName() {
    Table table =
        new Changes.TableBuilder("ks", "t")
            .add("k", Column.Kind.PARTITION_KEY, DataTypes.TEXT)
            .add("_range_end", Column.Kind.CLUSTERING, DataTypes.INT)
            .build();

    assertThat(after(range(table, new Bound(List.of(), true), new Bound(ROW, true))))
        .contains("\"_range_end\":null,\"_range_start\":{", "\"__range_end\":{\"method\":\"INCL_E");
  }

  @Test
  void aClusteringValueThatACompactRowLacksIsNull() {
    assertThat(after(upsert(TABLE, PARTITION, Arrays.asList((ByteString) null))))
        .contains("\"c\":" + set("null"));
  }

  @Test
  void anIncrementIsTheValueOfACounter() {
    Table counters =
        new Changes.TableBuilder("ks", "t")
            .add("k", Column.Kind.PARTITION_KEY, DataTypes.TEXT)
            .add("n", Column.Kind.REGULAR, DataTypes.COUNTER)
            .build();

    assertThat(after(upsert(counters, PARTITION, List.of(), cell(counters, "n", -2L))))
        .contains("\"n\":" + set("-2"));
  }

  @Test
  void nanosecondsThatDoNotExistAreNull() {
    assertThat(source(deletedAt(Long.MAX_VALUE)))
        .contains("\"ts_us\":9223372036854775807,\"ts_ns\":null");
    assertThat(source(deletedAt(Long.MIN_VALUE)))
        .contains("\"ts_us\":-9223372036854775808,\"ts_ns\":null");
    assertThat(source(deletedAt(-1)))
        .contains("\"ts_ms\":-1,")
        .contains("\"ts_us\":-1,\"ts_ns\":-1000,");
  }

  @Test
  void aValueThatIsNoneOfItsTypeIsNamedButNotShown() {
    Cell cell = new Cell(Changes.column(TABLE, "v"), 1, text("a secret"), 0, 0, null);
    Bound bound = new Bound(List.of(text("a secret")), true);

    assertThatThrownBy(() -> envelope.wrap(upsert(TABLE, PARTITION, ROW, cell), "t"))
        .isInstanceOf(UndeliverableChangeException.class)
        .hasMessage("ks.t: column 'v' holds no int");
    assertThatThrownBy(() -> envelope.wrap(range(TABLE, bound, bound), "t"))
        .isInstanceOf(UndeliverableChangeException.class)
        .hasMessage("ks.t: column 'c' holds no int");
  }

  /** The JSON of the envelope's section in the documents. */
  private static List<byte[]> documented() throws IOException {
    String docs =
        Files.readString(Path.of(System.getProperty("sluice.root"), "docs/event-formats.md"));
    String section = docs.substring(docs.indexOf("\n## Envelope `debezium`\n"));
    return JSON.matcher(section)
        .results()
        .map(block -> block.group(1).getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static RangeDelete range(Table table, Bound start, Bound end) {
    return new RangeDelete(
        Changes.captured(table),
        Changes.ID,
        new PrimaryKey(PARTITION, List.of()),
        start,
        end,
        new Deletion(Changes.WRITETIME, 0));
  }

  private static Delete deletedAt(long writetime) {
    return new Delete(
        Changes.captured(TABLE),
        Changes.ID,
        new PrimaryKey(PARTITION, ROW),
        Scope.ROW,
        new Deletion(writetime, 0));
  }

  private static String set(String value) {
    return "{\"value\":" + value + ",\"deletion_ts\":null,\"set\":true}";
  }

  private static String deleted() {
    return "{\"value\":null,\"deletion_ts\":" + Changes.WRITETIME + ",\"set\":true}";
  }

  private String key(Change change) {
    return new String(envelope.wrap(change, "t").key(), StandardCharsets.UTF_8);
  }

  private String operation(Change change) {
    return value(change).get("op").asText();
  }

  private String after(Change change) {
    return value(change).get("after").toString();
  }

  private String source(Change change) {
    return value(change).get("source").toString();
  }

  private JsonNode value(Change change) {
    return json(envelope.wrap(change, "t").value());
  }

  private static JsonNode json(byte[] bytes) {
    try {
      return new ObjectMapper().readTree(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
