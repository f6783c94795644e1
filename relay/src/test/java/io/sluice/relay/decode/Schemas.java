package io.sluice.relay.decode;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.protobuf.ByteString;
import io.sluice.wal.record.Column;
import io.sluice.wal.record.CqlType;
import io.sluice.wal.record.TableSchema;

/** Captured schemas for tests. */
final class Schemas {
  private Schemas() {}

  /** The index of a column of {@link #everything()}. */
  static final int STATIC_INT = 4;

  static final int TEXT = 5;
  static final int INT = 6;
  static final int LIST = 7;
  static final int SET = 8;
  static final int MAP = 9;

  /** Two partition-key and two clustering columns, one static, two plain and three multi-cell. */
  static TableSchema everything() {
    return version(
        table("everything")
            .addColumns(column("k1", Column.Kind.PARTITION_KEY, type("text")))
            .addColumns(column("k2", Column.Kind.PARTITION_KEY, type("int")))
            .addColumns(column("c1", Column.Kind.CLUSTERING, type("int")))
            .addColumns(column("c2", Column.Kind.CLUSTERING, type("int")).setDescending(true))
            .addColumns(column("s", Column.Kind.STATIC, type("int")))
            .addColumns(column("t", Column.Kind.REGULAR, type("text")))
            .addColumns(column("v", Column.Kind.REGULAR, type("int")))
            .addColumns(column("l", Column.Kind.REGULAR, collection(CqlType.Kind.LIST, "int")))
            .addColumns(column("m", Column.Kind.REGULAR, collection(CqlType.Kind.SET, "int")))
            .addColumns(
                column("n", Column.Kind.REGULAR, collection(CqlType.Kind.MAP, "text", "int"))));
  }

  /** {@code demo_table (k text primary key, v text)}. */
  static TableSchema demo() {
    return version(
        table("demo_table")
            .addColumns(column("k", Column.Kind.PARTITION_KEY, type("text")))
            .addColumns(column("v", Column.Kind.REGULAR, type("text"))));
  }

  static TableSchema.Builder table(String name) {
    return TableSchema.newBuilder()
        .setTableId(ByteString.fromHex("000102030405060708090a0b0c0d0e0f"))
        .setKeyspace("demo_ks")
        .setTable(name);
  }

  /** Gives a schema the version that is its digest, as the trigger does. */
  static TableSchema version(TableSchema.Builder schema) {
    byte[] bytes = schema.clearVersion().build().toByteArray();
    return schema.setVersion(Hashing.sha256().hashBytes(bytes).asLong()).build();
  }

  static Column.Builder column(String name, Column.Kind kind, CqlType type) {
    return Column.newBuilder().setName(name).setKind(kind).setType(type);
  }

  static CqlType type(String name) {
    return CqlType.newBuilder().setKind(CqlType.Kind.NATIVE).setName(name).build();
  }

  static CqlType collection(CqlType.Kind kind, String... parameters) {
    CqlType.Builder type = CqlType.newBuilder().setKind(kind);
    for (String parameter : parameters) {
      type.addParameters(type(parameter));
    }
    return type.build();
  }

  static ByteString hex(String digits) {
    return ByteString.copyFrom(BaseEncoding.base16().lowerCase().decode(digits.replace(" ", "")));
  }
}
