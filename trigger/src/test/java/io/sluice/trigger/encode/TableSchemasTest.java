package io.sluice.trigger.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.trigger.Cql;
import io.sluice.wal.record.Column;
import io.sluice.wal.record.CqlType;
import io.sluice.wal.record.TableSchema;
import io.sluice.wal.record.WalRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.cassandra.db.marshal.Int32Type;
import org.apache.cassandra.schema.ColumnMetadata;
import org.apache.cassandra.schema.TableMetadata;
import org.apache.cassandra.utils.ByteBufferUtil;
import org.junit.jupiter.api.Test;

class TableSchemasTest {
  private final TableSchemas schemas = new TableSchemas();

  @Test
  void columnsStandInTheOrderOfTheirKindsAndOfCells() throws Exception {
    TableSchema schema =
        schema(
            "z map<int, int>, y text, a int, s int static, c2 int, c1 text, p2 int, p1 int,"
                + " PRIMARY KEY ((p2, p1), c2, c1)) WITH CLUSTERING ORDER BY (c2 DESC)");

    assertThat(schema.getColumnsList())
        .extracting(Column::getName)
        .containsExactly("p2", "p1", "c2", "c1", "s", "a", "y", "z");
    assertThat(schema.getColumnsList())
        .extracting(Column::getKind)
        .startsWith(Column.Kind.PARTITION_KEY)
        .contains(Column.Kind.STATIC)
        .endsWith(Column.Kind.REGULAR);
    assertThat(schema.getColumnsList())
        .filteredOn(Column::getDescending)
        .extracting(Column::getName)
        .containsExactly("c2");
    assertThat(schema.getColumns(2).getType().getName()).isEqualTo("int");
  }

  @Test
  void everyNativeType() throws Exception {
    List<String> types =
        List.of(
            "ascii",
            "bigint",
            "blob",
            "boolean",
            "date",
            "decimal",
            "double",
            "duration",
            "float",
            "inet",
            "int",
            "smallint",
            "text",
            "time",
            "timestamp",
            "timeuuid",
            "tinyint",
            "uuid",
            "varint");
    StringBuilder columns = new StringBuilder("k int PRIMARY KEY");
    types.forEach(type -> columns.append(", c_").append(type).append(' ').append(type));

    TableSchema schema = schema(columns + ")");

    assertThat(schema.getColumnsList().subList(1, schema.getColumnsCount()))
        .extracting(column -> column.getType().getName())
        .containsExactlyElementsOf(types);
  }

  @Test
  void typesWithParameters() throws Exception {
    Cql.alter("CREATE TYPE demo.point (x int, tags frozen<set<text>>)");

    TableSchema schema =
        schema(
            "k int PRIMARY KEY, a list<frozen<map<text, int>>>, b tuple<int, text>,"
                + " c frozen<point>, d point, e vector<float, 3>, f frozen<set<int>>,"
                + " g 'org.apache.cassandra.db.marshal.LexicalUUIDType')");

    CqlType list = type(schema, "a");
    assertThat(list.getFrozen()).isFalse();
    assertThat(list.getParameters(0).getKind()).isEqualTo(CqlType.Kind.MAP);
    assertThat(list.getParameters(0).getFrozen()).isTrue();
    assertThat(list.getParameters(0).getParameters(1).getName()).isEqualTo("int");
    assertThat(type(schema, "b").getParametersCount()).isEqualTo(2);
    CqlType point = type(schema, "d");
    assertThat(point.getFrozen()).isFalse();
    assertThat(point.getKeyspace() + "." + point.getName()).isEqualTo("demo.point");
    assertThat(point.getFieldNamesList()).containsExactly("x", "tags");
    assertThat(type(schema, "c")).isEqualTo(point.toBuilder().setFrozen(true).build());
    assertThat(type(schema, "e").getDimension()).isEqualTo(3);
    assertThat(type(schema, "e").getParameters(0).getName()).isEqualTo("float");
    assertThat(type(schema, "f").getKind()).isEqualTo(CqlType.Kind.SET);
    assertThat(type(schema, "g").getKind()).isEqualTo(CqlType.Kind.CUSTOM);
    assertThat(type(schema, "g").getName()).endsWith("LexicalUUIDType");
  }

  @Test
  void theVersionIsADigestOfTheContent() throws Exception {
    String table = Cql.table("k int PRIMARY KEY, v text)");
    TableMetadata before = Cql.metadata(table);
    Cql.alter("ALTER TABLE " + table + " WITH comment = 'another object, the same schema'");
    TableMetadata commented = Cql.metadata(table);
    Cql.alter("ALTER TABLE " + table + " ADD n int");

    long version = schemas.of(before).schema().version();

    assertThat(parsed(schemas.of(before)).getVersion()).isEqualTo(version).isNotZero();
    assertThat(commented).isNotSameAs(before);
    assertThat(schemas.of(commented).schema().version()).isEqualTo(version);
    assertThat(schemas.of(Cql.metadata(table)).schema().version()).isNotEqualTo(version);
  }

  @Test
  void counterTables() throws Exception {
    TableSchema schema = schema("k int PRIMARY KEY, hits counter)");

    assertThat(schema.getCounter()).isTrue();
    assertThat(type(schema, "hits").getName()).isEqualTo("counter");
  }

  @Test
  void isFoundByIdentity() {
    TableMetadata metadata = Cql.metadata(Cql.table("k int PRIMARY KEY, v text)"));

    assertThat(schemas.of(metadata)).isSameAs(schemas.of(metadata));
    assertThat(schemas.of(metadata.unbuild().build())).isNotSameAs(schemas.of(metadata));
  }

  @Test
  void manyTables() {
    TableMetadata metadata = Cql.metadata(Cql.table("k int PRIMARY KEY, v text)"));
    List<TableMetadata> copies = new ArrayList<>();
    List<CapturedTable> captured = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      copies.add(metadata.unbuild().build());
      captured.add(schemas.of(copies.get(i)));
    }

    assertThat(copies.stream().map(schemas::of)).containsExactlyElementsOf(captured);
  }

  @Test
  void droppedTablesAreForgotten() {
    TableMetadata metadata = Cql.metadata(Cql.table("k int PRIMARY KEY, v text)"));
    for (int i = 0; i < 2000; i++) {
      schemas.of(metadata.unbuild().build());
      if (i % 100 == 0) {
        System.gc();
      }
    }

    assertThat(schemas.size()).isLessThan(1000);
  }

  @Test
  void aColumnThatWasDroppedHasNoIndex() {
    TableMetadata metadata = Cql.metadata(Cql.table("k int PRIMARY KEY, v text)"));
    CapturedTable table = schemas.of(metadata);
    ByteBuffer name = ByteBufferUtil.bytes("dropped");
    ColumnMetadata dropped = ColumnMetadata.regularColumn(metadata, name, Int32Type.instance);

    assertThat(table.indexOf(dropped, 0)).isEqualTo(CapturedTable.UNKNOWN);
    assertThat(table.indexOf(metadata.getColumn(ByteBufferUtil.bytes("k")), 2)).isZero();
  }

  private TableSchema schema(String definition) throws Exception {
    return parsed(schemas.of(Cql.metadata(Cql.table(definition))));
  }

  private static TableSchema parsed(CapturedTable table) throws Exception {
    return WalRecord.parseFrom(table.schema().bytes()).getSchema();
  }

  private static CqlType type(TableSchema schema, String column) {
    return schema.getColumnsList().stream()
        .filter(candidate -> candidate.getName().equals(column))
        .findFirst()
        .orElseThrow()
        .getType();
  }
}
