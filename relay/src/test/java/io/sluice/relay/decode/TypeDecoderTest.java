package io.sluice.relay.decode;

import static io.sluice.relay.decode.Schemas.collection;
import static io.sluice.relay.decode.Schemas.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.CustomType;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.wal.record.CqlType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypeDecoderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ascii", "bigint", "blob", "boolean", "counter", "date", "decimal", "double", "duration",
        "float", "inet", "int", "smallint", "text", "time", "timestamp", "timeuuid", "tinyint",
        "uuid", "varint"
      })
  void nativeTypesKeepTheirCqlName(String name) {
    assertThat(TypeDecoder.decode(type(name)).asCql(false, false)).isEqualTo(name);
  }

  @Test
  void varcharIsText() {
    assertThat(TypeDecoder.decode(type("varchar"))).isEqualTo(DataTypes.TEXT);
  }

  @Test
  void theHiddenColumnOfCompactTablesIsBytes() {
    assertThat(TypeDecoder.decode(type("empty"))).isInstanceOf(CustomType.class);
  }

  @Test
  void collectionsKeepWhetherTheyAreFrozen() {
    CqlType frozen = collection(CqlType.Kind.SET, "int").toBuilder().setFrozen(true).build();
    CqlType map =
        CqlType.newBuilder()
            .setKind(CqlType.Kind.MAP)
            .addParameters(type("text"))
            .addParameters(frozen)
            .build();

    assertThat(TypeDecoder.decode(map))
        .isEqualTo(DataTypes.mapOf(DataTypes.TEXT, DataTypes.frozenSetOf(DataTypes.INT)));
    assertThat(TypeDecoder.decode(collection(CqlType.Kind.LIST, "int")))
        .isEqualTo(DataTypes.listOf(DataTypes.INT));
  }

  @Test
  void tuples() {
    assertThat(TypeDecoder.decode(collection(CqlType.Kind.TUPLE, "int", "text")))
        .isEqualTo(DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT));
  }

  @Test
  void vectors() {
    CqlType vector = collection(CqlType.Kind.VECTOR, "float").toBuilder().setDimension(3).build();

    assertThat(TypeDecoder.decode(vector)).isEqualTo(DataTypes.vectorOf(DataTypes.FLOAT, 3));
  }

  @Test
  void userDefinedTypesKeepTheCaseOfTheirNames() {
    DataType decoded = TypeDecoder.decode(address().setFrozen(true).build());

    UserDefinedType type = (UserDefinedType) decoded;
    assertThat(type.isFrozen()).isTrue();
    assertThat(type.getKeyspace()).isEqualTo(CqlIdentifier.fromInternal("demo_ks"));
    assertThat(type.getName()).isEqualTo(CqlIdentifier.fromInternal("Address"));
    assertThat(type.getFieldNames())
        .containsExactly(CqlIdentifier.fromInternal("Street"), CqlIdentifier.fromInternal("zip"));
    assertThat(type.getFieldTypes()).containsExactly(DataTypes.TEXT, DataTypes.INT);
  }

  @Test
  void customTypes() {
    CqlType custom =
        CqlType.newBuilder().setKind(CqlType.Kind.CUSTOM).setName("com.example.Odd(x)").build();

    assertThat(((CustomType) TypeDecoder.decode(custom)).getClassName())
        .isEqualTo("com.example.Odd(x)");
  }

  @Test
  void aTypeOfTheFutureIsRefusedByName() {
    assertThatThrownBy(() -> TypeDecoder.decode(type("hologram")))
        .isInstanceOf(UndecodableChangeException.class)
        .hasMessageContaining("'hologram'")
        .hasMessageContaining("a newer relay");
    assertThatThrownBy(() -> TypeDecoder.decode(CqlType.newBuilder().setKindValue(99).build()))
        .isInstanceOf(UndecodableChangeException.class)
        .hasMessageContaining("99");
  }

  @Test
  void typesWithTheWrongNumberOfParametersAreRefused() {
    refused(collection(CqlType.Kind.LIST));
    refused(collection(CqlType.Kind.SET, "int", "int"));
    refused(collection(CqlType.Kind.MAP, "int"));
    refused(collection(CqlType.Kind.VECTOR, "float"));
    refused(address().addFieldNames("more").build());
    refused(CqlType.newBuilder().setKind(CqlType.Kind.UDT).build());
  }

  private static void refused(CqlType type) {
    assertThatThrownBy(() -> TypeDecoder.decode(type))
        .isInstanceOf(UndecodableChangeException.class);
  }

  private static CqlType.Builder address() {
    return CqlType.newBuilder()
        .setKind(CqlType.Kind.UDT)
        .setKeyspace("demo_ks")
        .setName("Address")
        .addFieldNames("Street")
        .addParameters(type("text"))
        .addFieldNames("zip")
        .addParameters(type("int"));
  }
}
