package io.sluice.relay.convert;

import static io.sluice.relay.convert.Changes.DEMO;
import static io.sluice.relay.convert.Changes.SOURCE;
import static io.sluice.relay.convert.Changes.WRITETIME;
import static io.sluice.relay.convert.Changes.alive;
import static io.sluice.relay.convert.Changes.captured;
import static io.sluice.relay.convert.Changes.cell;
import static io.sluice.relay.convert.Changes.column;
import static io.sluice.relay.convert.Changes.delete;
import static io.sluice.relay.convert.Changes.integer;
import static io.sluice.relay.convert.Changes.text;
import static io.sluice.relay.convert.Changes.tombstone;
import static io.sluice.relay.convert.Changes.upsert;
import static io.sluice.relay.convert.Changes.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.type.DataTypes;
import com.google.common.io.BaseEncoding;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.sluice.event.Event;
import io.sluice.event.Key;
import io.sluice.event.Value;
import io.sluice.relay.change.Bound;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Liveness;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.change.PrimaryKey;
import io.sluice.relay.change.RangeDelete;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndeliverableChangeException;
import io.sluice.relay.change.Upsert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProtobufEnvelopeTest {
  private static final String SET = "set_of_text";
  private static final String MAP = "map_of_int";
  private static final String LIST = "list_of_text";
  private static final String UDT = "address";

  private static final Table WIDE =
      new Changes.TableBuilder("ks", "wide")
          .add("k", Column.Kind.PARTITION_KEY, DataTypes.TEXT)
          .add("a", Column.Kind.CLUSTERING, DataTypes.INT)
          .addDescending("b", DataTypes.INT)
          .add("s", Column.Kind.STATIC, DataTypes.INT)
          .add("v", Column.Kind.REGULAR, DataTypes.INT)
          .addMultiCell(SET, DataTypes.setOf(DataTypes.TEXT))
          .addMultiCell(MAP, DataTypes.mapOf(DataTypes.INT, DataTypes.frozenListOf(DataTypes.INT)))
          .addMultiCell(LIST, DataTypes.listOf(DataTypes.TEXT))
          .addMultiCell(UDT, ValueReadersTest.ADDRESS.copy(false))
          .build();

  private static final List<ByteString> PARTITION = List.of(text("a"));
  private static final List<ByteString> ROW = List.of(integer(1), integer(2));

  private final ProtobufEnvelope envelope = new ProtobufEnvelope();

  @Test
  void anInsertSaysWhereItComesFrom() throws Exception {
    Event event = event(alive(upsert(DEMO, PARTITION, List.of(), cell(DEMO, "v", "b"))));

    assertThat(event.getOperation()).isEqualTo(Event.Operation.OPERATION_INSERT);
    assertThat(event.getScope()).isEqualTo(Event.Scope.SCOPE_ROW);
    assertThat(event.getKeyspace()).isEqualTo("demo_ks");
    assertThat(event.getTable()).isEqualTo("demo_table");
    assertThat(event.getTableId()).isEqualTo(ProtobufScalars.bytes(1, 2));
    assertThat(event.getSchemaVersion()).isEqualTo(DEMO.version());
    assertThat(hex(event.getChangeId())).isEqualTo(Changes.ID.toString());
    assertThat(event.getCapturedAt()).isEqualTo(WRITETIME + 200);
    assertThat(event.getWritetime()).isEqualTo(WRITETIME);
    assertThat(event.getSource())
        .isEqualTo(
            Event.Source.newBuilder()
                .setCluster("cluster")
                .setDataCenter("dc1")
                .setHostId(ProtobufScalars.bytes(SOURCE.hostId()))
                .setOffset(7 * 8)
                .build());
    assertThat(event.getUserTypesList()).isEmpty();
  }

  @Test
  void headersAndTimeAreThoseOfFlat() {
    Change change = upsert(WIDE, PARTITION, null, cell(WIDE, "s", 3));
    Outgoing record = envelope.wrap(change, "topic");
    Outgoing flat =
        new FlatEnvelope(Formats.plain(true), Formats.plain(false)).wrap(change, "topic");

    assertThat(record.topic()).isEqualTo("topic");
    assertThat(record.timestampMillis()).isEqualTo(flat.timestampMillis());
    assertThat(record.headers()).isEqualTo(flat.headers());
  }

  @Test
  void aRowWritten() throws Exception {
    Upsert row = upsert(WIDE, PARTITION, ROW, cell(WIDE, "v", 3));

    assertThat(key(row))
        .isEqualTo(
            "columns { name: \"k\" value { string_value: \"a\" } }"
                + " columns { name: \"a\" value { int_value: 1 } }"
                + " columns { name: \"b\" value { int_value: 2 } }");
    assertThat(event(row).getOperation()).isEqualTo(Event.Operation.OPERATION_UPDATE);
    assertThat(event(row).hasLiveness()).isFalse();
    assertThat(event(row).getKeyList())
        .extracting(ProtobufEnvelopeTest::print)
        .containsExactly(
            "name: \"k\" type: \"text\" value { string_value: \"a\" }",
            "name: \"a\" type: \"int\" value { int_value: 1 }",
            "name: \"b\" type: \"int\" value { int_value: 2 }");
    assertThat(columns(row))
        .containsExactly(
            "name: \"v\" type: \"int\" cell { value { int_value: 3 } writetime: "
                + WRITETIME
                + " }");
  }

  @Test
  void aValueThatIsDeletedOneThatIsEmptyAndOneThatExpires() throws Exception {
    Column v = column(WIDE, "v");

    assertThat(columns(upsert(WIDE, PARTITION, ROW, new Cell(v, 5, null, 0, 6, null))))
        .containsExactly(
            "name: \"v\" type: \"int\" cell { deleted: true writetime: 5 deleted_at: 6 }");
    assertThat(columns(upsert(WIDE, PARTITION, ROW, new Cell(v, 5, ByteString.EMPTY, 0, 0, null))))
        .containsExactly(
            "name: \"v\" type: \"int\" cell { value { empty_value: true } writetime: 5 }");
    assertThat(columns(upsert(WIDE, PARTITION, ROW, new Cell(v, 5, integer(1), 60, 70, null))))
        .containsExactly(
            "name: \"v\" type: \"int\" cell { value { int_value: 1 } writetime: 5 ttl: 60"
                + " expires_at: 70 }");
  }

  @Test
  void anInsertOfTheKeyAloneHasItsLiveness() throws Exception {
    Upsert row = upsert(WIDE, PARTITION, ROW);
    Upsert insert =
        new Upsert(
            row.captured(),
            row.id(),
            row.key(),
            Scope.ROW,
            new Liveness(5, 60, 70),
            List.of(),
            List.of());

    assertThat(print(event(insert).getLiveness())).isEqualTo("writetime: 5 ttl: 60 expires_at: 70");
    assertThat(columns(insert)).isEmpty();
  }

  @Test
  void staticColumnsHaveTheKeyOfThePartition() throws Exception {
    Upsert statics = upsert(WIDE, PARTITION, null, tombstone(WIDE, "s"));

    assertThat(key(statics)).isEqualTo("columns { name: \"k\" value { string_value: \"a\" } }");
    assertThat(event(statics).getScope()).isEqualTo(Event.Scope.SCOPE_STATIC);
    assertThat(event(statics).getKeyCount()).isOne();
  }

  @Test
  void aDeletedRowAndADeletedPartition() throws Exception {
    Event row = event(delete(WIDE, PARTITION, ROW, Scope.ROW));
    Event partition = event(delete(WIDE, PARTITION, List.of(), Scope.PARTITION));

    assertThat(row.getOperation()).isEqualTo(Event.Operation.OPERATION_DELETE);
    assertThat(row.getScope()).isEqualTo(Event.Scope.SCOPE_ROW);
    assertThat(row.getKeyCount()).isEqualTo(3);
    assertThat(print(row.getDeletion())).isEqualTo("writetime: " + WRITETIME);
    assertThat(partition.getScope()).isEqualTo(Event.Scope.SCOPE_PARTITION);
    assertThat(partition.getKeyCount()).isOne();
    assertThat(partition.hasDeletion()).isTrue();
    assertThat(partition.hasRange()).isFalse();
  }

  @Test
  void aDeletedRange() throws Exception {
    Change change =
        new RangeDelete(
            captured(WIDE),
            Changes.ID,
            new PrimaryKey(PARTITION, List.of()),
            new Bound(List.of(integer(1)), true),
            new Bound(List.of(), true),
            new Deletion(5, 6));
    Event event = event(change);

    assertThat(event.getScope()).isEqualTo(Event.Scope.SCOPE_RANGE);
    assertThat(print(event.getDeletion())).isEqualTo("writetime: 5 deleted_at: 6");
    assertThat(print(event.getRange()))
        .isEqualTo(
            "start { clustering { name: \"a\" type: \"int\" value { int_value: 1 } }"
                + " inclusive: true } clustering_order { name: \"a\" }"
                + " clustering_order { name: \"b\" descending: true }");
  }

  @Test
  void elementsOfEveryKind() throws Exception {
    ByteString id = ProtobufScalars.bytes(0x1111, 0x2222);
    ByteString list = Encoded.literal(DataTypes.frozenListOf(DataTypes.INT), "[1]");

    assertThat(elements(SET, element(SET, text("x"), ByteString.EMPTY)))
        .containsExactly("member { string_value: \"x\" } cell { writetime: 5 }");
    assertThat(elements(SET, element(SET, text("x"), null)))
        .containsExactly(
            "member { string_value: \"x\" } cell { deleted: true writetime: 5 deleted_at: 6 }");
    assertThat(elements(MAP, element(MAP, integer(7), list)))
        .containsExactly(
            "key { int_value: 7 } cell { value { list_value { values { int_value: 1 } } }"
                + " writetime: 5 }");
    assertThat(elements(LIST, element(LIST, id, text("x"))))
        .containsExactly(
            "id: \"\\000\\000\\000\\000\\000\\000\\021\\021\\000\\000\\000\\000\\000\\000\\\"\\\"\""
                + " cell { value { string_value: \"x\" } writetime: 5 }");
    assertThat(
            elements(UDT, element(UDT, Encoded.of(DataTypes.SMALLINT, (short) 1), integer(8050))))
        .containsExactly("field: \"zip\" cell { value { int_value: 8050 } writetime: 5 }");
  }

  @Test
  void aReplacedCollectionSaysWhatWasDeletedBefore() throws Exception {
    Upsert update =
        with(
            upsert(WIDE, PARTITION, ROW),
            new ComplexChange(column(WIDE, SET), new Deletion(4, 6), List.of()));

    assertThat(columns(update))
        .containsExactly(
            "name: \"" + SET + "\" type: \"set<text>\" deletion { writetime: 4 deleted_at: 6 }");
  }

  @Test
  void theTypesThatColumnsMentionAreThere() throws Exception {
    assertThat(event(upsert(WIDE, PARTITION, ROW)).getUserTypesList())
        .extracting(ProtobufEnvelopeTest::print)
        .containsExactly(
            "keyspace: \"ks\" name: \"address\" fields { name: \"street\" type: \"text\" }"
                + " fields { name: \"zip\" type: \"int\" }");
  }

  @Test
  void outcomesAndKindsOfWritetime() throws Exception {
    assertThat(origin(Outcome.APPLIED, false)).isEqualTo("OUTCOME_APPLIED STORED");
    assertThat(origin(Outcome.APPLIED, true)).isEqualTo("OUTCOME_APPLIED PROPOSED");
    assertThat(origin(Outcome.UNKNOWN, true)).isEqualTo("OUTCOME_UNKNOWN PROPOSED");
    assertThat(origin(Outcome.UNKNOWN, false)).isEqualTo("OUTCOME_UNKNOWN UNKNOWN");
    assertThat(origin(Outcome.NOT_AWAITED, false)).isEqualTo("OUTCOME_NOT_AWAITED UNKNOWN");
  }

  private String origin(Outcome outcome, boolean conditional) throws Exception {
    Captured captured = captured(DEMO).resolved(outcome, conditional);
    PrimaryKey key = new PrimaryKey(PARTITION, List.of());
    Event event =
        event(new Upsert(captured, Changes.ID, key, Scope.ROW, null, List.of(), List.of()));
    return event.getOutcome() + " " + event.getWritetimeKind().name().substring(15);
  }

  @Test
  void equalPrimaryKeysHaveEqualBytes() {
    Upsert row = upsert(WIDE, PARTITION, ROW, cell(WIDE, "v", 3));
    Change delete = delete(wider(), PARTITION, ROW, Scope.ROW);

    assertThat(envelope.wrap(row, "t").key())
        .isEqualTo(new ProtobufEnvelope().wrap(delete, "t").key());
  }

  /** The bytes of keys are for ever: whoever has to change this moves rows to other partitions. */
  @Test
  void theBytesOfAKey() {
    assertThat(BaseEncoding.base16().encode(envelope.wrap(upsert(WIDE, PARTITION, ROW), "t").key()))
        .isEqualTo("0A080A016B12033A01610A070A0161120220020A070A016212022004");
  }

  @Test
  void aFieldThatIsAddedToATypeDoesNotChangeAKeyOfIt() {
    ByteString one = Encoded.literal(DataTypes.tupleOf(DataTypes.TEXT), "('Hof')");
    ByteString two = Encoded.literal(ValueReadersTest.ADDRESS, "{street:'Hof'}");
    Table table =
        new Changes.TableBuilder("ks", "t")
            .add("k", Column.Kind.PARTITION_KEY, ValueReadersTest.ADDRESS)
            .build();

    assertThat(envelope.wrap(upsert(table, List.of(one), List.of()), "t").key())
        .isEqualTo(envelope.wrap(upsert(table, List.of(two), List.of()), "t").key());
  }

  @Test
  void aClusteringColumnWithoutValueIsNull() throws Exception {
    Upsert row = upsert(WIDE, PARTITION, Arrays.asList(integer(1), null));

    assertThat(key(row)).endsWith("columns { name: \"b\" value { null_value: true } }");
  }

  @Test
  void aValueOfAnotherTypeNamesItsColumn() {
    Cell odd = new Cell(column(WIDE, "v"), 5, text("x"), 0, 0, null);

    assertThatThrownBy(() -> envelope.wrap(upsert(WIDE, PARTITION, ROW, odd), "t"))
        .isInstanceOf(UndeliverableChangeException.class)
        .hasMessage("ks.wide: column 'v' holds no int");
  }

  /** The same table after ALTER TABLE … ADD. */
  private static Table wider() {
    Changes.TableBuilder wider = new Changes.TableBuilder("ks", "wide");
    WIDE.partitionKey().forEach(c -> wider.add(c.name(), c.kind(), c.type()));
    return wider
        .add("a", Column.Kind.CLUSTERING, DataTypes.INT)
        .addDescending("b", DataTypes.INT)
        .add("new", Column.Kind.REGULAR, DataTypes.TEXT)
        .build();
  }

  @Test
  void theExampleOfTheDocs() throws Exception {
    Change insert = alive(upsert(DEMO, PARTITION, List.of(), cell(DEMO, "v", "b")));
    Event event = event(insert).toBuilder().setSchemaVersion(1).build();
    List<String> examples = examples();

    assertThat(examples).hasSize(2);
    assertThat(TextFormat.parse(examples.get(0), Key.class))
        .isEqualTo(Key.parseFrom(envelope.wrap(insert, "topic").key()));
    assertThat(TextFormat.parse(examples.get(1), Event.class)).isEqualTo(event);
  }

  private static List<String> examples() throws IOException {
    return documented("(?s)```textproto\n(.*?)```");
  }

  @Test
  void theKindsOfValuesInTheDocs() throws Exception {
    assertThat(documented("(?s)`(\\w+_value)`(?=.*\n## Envelope `debezium`)"))
        .containsExactlyInAnyOrderElementsOf(
            Value.getDescriptor().getFields().stream().map(FieldDescriptor::getName).toList());
  }

  private static List<String> documented(String pattern) throws IOException {
    Path docs = Path.of(System.getProperty("sluice.root"), "docs/event-formats.md");
    return Pattern.compile(pattern)
        .matcher(Files.readString(docs))
        .results()
        .map(match -> match.group(1))
        .distinct()
        .toList();
  }

  private static Cell element(String column, ByteString path, ByteString value) {
    return new Cell(column(WIDE, column), 5, value, 0, 6, path);
  }

  private List<String> elements(String column, Cell cell) throws Exception {
    Upsert update =
        with(
            upsert(WIDE, PARTITION, ROW),
            new ComplexChange(column(WIDE, column), null, List.of(cell)));
    return event(update).getColumns(0).getElementsList().stream()
        .map(ProtobufEnvelopeTest::print)
        .toList();
  }

  private List<String> columns(Change change) throws Exception {
    return event(change).getColumnsList().stream().map(ProtobufEnvelopeTest::print).toList();
  }

  private Event event(Change change) throws Exception {
    return Event.parseFrom(envelope.wrap(change, "topic").value());
  }

  private String key(Change change) throws Exception {
    return print(Key.parseFrom(envelope.wrap(change, "topic").key()));
  }

  private static String print(Message message) {
    return TextFormat.printer().emittingSingleLine(true).printToString(message);
  }

  private static String hex(ByteString bytes) {
    return BaseEncoding.base16().lowerCase().encode(bytes.toByteArray());
  }
}
