package io.sluice.relay.convert;

import static io.sluice.relay.convert.Changes.WRITETIME;
import static io.sluice.relay.convert.Changes.column;
import static io.sluice.relay.convert.Changes.integer;
import static io.sluice.relay.convert.Changes.text;
import static io.sluice.relay.convert.Changes.upsert;
import static io.sluice.relay.convert.Changes.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Bound;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Liveness;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.Upsert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever JSON stands in docs/event-formats.md is a part of some record. */
class DocumentedJsonTest {
  private static final Path DOCS =
      Path.of(System.getProperty("sluice.root"), "docs/event-formats.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");
  private static final Pattern SPAN = Pattern.compile("`((?:\"|\\{[\"}]|\\[\")[^`]*)`");

  private static final UUID ID = UUID.fromString("c4b54ee0-9a5c-11ee-b9d1-0242ac120002");
  private static final long DELETED_AT = 1_700_000_000L;
  private static final long EXPIRES_AT = 1_769_860_860L;

  private static final Table TABLE =
      new Changes.TableBuilder("ks", "t")
          .add("pk", Column.Kind.PARTITION_KEY, DataTypes.INT)
          .add("ck", Column.Kind.CLUSTERING, DataTypes.INT)
          .add("v", Column.Kind.REGULAR, DataTypes.TEXT)
          .add("w", Column.Kind.REGULAR, DataTypes.TEXT)
          .add("n", Column.Kind.REGULAR, DataTypes.INT)
          .add("address", Column.Kind.REGULAR, ValueReadersTest.ADDRESS)
          .addMultiCell("set", DataTypes.setOf(DataTypes.INT))
          .addMultiCell("map", DataTypes.mapOf(DataTypes.TEXT, DataTypes.INT))
          .addMultiCell("list", DataTypes.listOf(DataTypes.TEXT))
          .addMultiCell("udt", ValueReadersTest.ADDRESS.copy(false))
          .build();

  private static final List<ByteString> PARTITION = List.of(integer(1));
  private static final List<ByteString> ROW = List.of(integer(2));

  private final List<Envelope> envelopes =
      List.of(
          new FlatEnvelope(Formats.plain(true), Formats.plain(false)),
          new ChangeEnvelope(Formats.plain(true), Formats.plain(false)),
          new DebeziumEnvelope("prod", Formats.plain(true), Formats.plain(false)));

  @Test
  void everyExampleIsPartOfARecord() throws IOException {
    Set<JsonNode> produced = new HashSet<>();
    for (Change change : changes()) {
      for (Envelope envelope : envelopes) {
        byte[] value = envelope.wrap(change, "topic").value();
        addAll(json(documented(value)), produced);
      }
    }

    List<JsonNode> examples = examples();
    assertThat(examples).hasSizeGreaterThan(30);
    assertThat(examples.stream().filter(example -> !produced.contains(example)))
        .as("in %s, but in no record", DOCS)
        .isEmpty();
  }

  /** With what the documents have in the place of a value that is known to no reader. */
  private static String documented(byte[] value) {
    return value == null
        ? "null"
        : new String(value, StandardCharsets.UTF_8)
            .replace(ID.toString(), "<timeuuid>")
            .replace(String.format("%016x", TABLE.version()), "8f3c0a9be1d27745");
  }

  private static void addAll(JsonNode node, Set<JsonNode> nodes) {
    nodes.add(node);
    node.forEach(part -> addAll(part, nodes));
  }

  /** Blocks and inline code, but for the blocks of {@code debezium}, which are of another table. */
  private static List<JsonNode> examples() throws IOException {
    String docs = Files.readString(DOCS);
    String others = docs.substring(0, docs.indexOf("## Envelope `debezium`"));
    Stream<String> blocks =
        BLOCK
            .matcher(others)
            .results()
            .filter(block -> block.group(1).equals("json"))
            .map(block -> block.group(2));
    Stream<String> spans =
        SPAN.matcher(BLOCK.matcher(docs).replaceAll("")).results().map(span -> span.group(1));
    return Stream.concat(blocks, spans).map(DocumentedJsonTest::json).toList();
  }

  private static List<Change> changes() {
    Upsert row = upsert(TABLE, PARTITION, ROW);
    return List.of(
        insert(),
        cells(),
        upsert(TABLE, PARTITION, ROW, written("n", ByteString.EMPTY), written("v", text(""))),
        upsert(TABLE, PARTITION, ROW, written("address", withEmptyZip())),
        values(),
        with(row, elementsOfEachType()),
        with(row, replaced("set", element("set", integer(1), ByteString.EMPTY))),
        with(row, replaced("map", element("map", text("$a"), integer(1)))),
        upsert(TABLE, PARTITION, List.of(ByteString.EMPTY)),
        Changes.delete(TABLE, PARTITION, ROW, Scope.ROW),
        rangeFrom(true),
        rangeFrom(false));
  }

  private static Change insert() {
    Cell v = new Cell(column(TABLE, "v"), WRITETIME, text("x"), 60, EXPIRES_AT, null);
    Cell w = new Cell(column(TABLE, "w"), WRITETIME, null, 0, EXPIRES_AT - 60, null);
    Upsert row = upsert(TABLE, PARTITION, ROW, v, w);
    return new Upsert(
        row.captured(),
        row.id(),
        row.key(),
        row.scope(),
        new Liveness(WRITETIME, 60, EXPIRES_AT),
        row.cells(),
        row.complex());
  }

  private static Change cells() {
    return upsert(
        TABLE,
        PARTITION,
        ROW,
        written("v", text("x")),
        new Cell(column(TABLE, "w"), 1, text("x"), 60, DELETED_AT + 60, null),
        new Cell(column(TABLE, "n"), 1, null, 0, DELETED_AT, null));
  }

  private static Cell written(String column, ByteString value) {
    return new Cell(column(TABLE, column), 1, value, 0, 0, null);
  }

  private static ByteString withEmptyZip() {
    return ByteString.fromHex("00000001" + "61" + "00000000");
  }

  private static ComplexChange[] elementsOfEachType() {
    ByteString id = Encoded.of(DataTypes.TIMEUUID, ID);
    return new ComplexChange[] {
      changed(
          "set",
          element("set", integer(1), ByteString.EMPTY),
          element("set", integer(2), ByteString.EMPTY),
          removed("set", integer(3))),
      changed("map", element("map", text("a"), integer(1)), removed("map", text("b"))),
      changed("list", element("list", id, text("a")), removed("list", id)),
      changed("udt", element("udt", field(1), integer(8050)), removed("udt", field(0))),
    };
  }

  private static ComplexChange changed(String column, Cell... cells) {
    return new ComplexChange(column(TABLE, column), null, List.of(cells));
  }

  private static ComplexChange replaced(String column, Cell... cells) {
    return new ComplexChange(column(TABLE, column), new Deletion(0, DELETED_AT), List.of(cells));
  }

  private static Cell element(String column, ByteString path, ByteString value) {
    return new Cell(column(TABLE, column), 1, value, 0, 0, path);
  }

  private static Cell removed(String column, ByteString path) {
    return new Cell(column(TABLE, column), 1, null, 0, DELETED_AT, path);
  }

  private static ByteString field(int number) {
    return Encoded.of(DataTypes.SMALLINT, (short) number);
  }

  private static Change rangeFrom(boolean inclusive) {
    Bound start = new Bound(List.of(integer(1)), inclusive);
    Bound end = new Bound(List.of(), true);
    return Changes.range(TABLE, PARTITION, start, end, new Deletion(WRITETIME, DELETED_AT));
  }

  /** A column for each of the values in the tables of types. */
  private static Change values() {
    Map<String, DataType> values = new LinkedHashMap<>();
    values.put("NaN", DataTypes.DOUBLE);
    values.put("12345678901234567890", DataTypes.VARINT);
    values.put("1.50", DataTypes.DECIMAL);
    values.put("'10.1.2.3'", DataTypes.INET);
    values.put("'2001:db8::1'", DataTypes.INET);
    values.put("'2026-11-22T12:00:00.123Z'", DataTypes.TIMESTAMP);
    values.put("'2026-11-22'", DataTypes.DATE);
    values.put("'12:34:56.123456789'", DataTypes.TIME);
    values.put("1mo2d3h", DataTypes.DURATION);
    values.put("(1,'a')", DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT));
    Changes.TableBuilder table =
        new Changes.TableBuilder("ks", "t").add("pk", Column.Kind.PARTITION_KEY, DataTypes.INT);
    values.forEach((cql, type) -> table.add(cql, Column.Kind.REGULAR, type));
    Table built = table.build();
    return upsert(
        built,
        PARTITION,
        List.of(),
        values.entrySet().stream()
            .map(
                value ->
                    new Cell(
                        column(built, value.getKey()),
                        1,
                        Encoded.literal(value.getValue(), value.getKey()),
                        0,
                        0,
                        null))
            .toArray(Cell[]::new));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }
}
