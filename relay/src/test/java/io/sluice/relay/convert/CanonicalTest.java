package io.sluice.relay.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.protocol.internal.util.Bytes;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class CanonicalTest {
  private static final TupleType TUPLE = DataTypes.tupleOf(DataTypes.INT, DataTypes.TEXT);
  private static final DataType LIST = DataTypes.frozenListOf(DataTypes.INT);
  private static final DataType MAP = DataTypes.frozenMapOf(DataTypes.INET, TUPLE);
  private static final DataType FLOATS = DataTypes.vectorOf(DataTypes.FLOAT, 2);
  private static final DataType NUMBERS = DataTypes.vectorOf(DataTypes.VARINT, 2);

  static final List<DataType> TYPES =
      List.of(
          DataTypes.TINYINT,
          DataTypes.SMALLINT,
          DataTypes.FLOAT,
          DataTypes.ASCII,
          DataTypes.TEXT,
          DataTypes.VARINT,
          DataTypes.DECIMAL,
          DataTypes.INET,
          DataTypes.DATE,
          DataTypes.DURATION,
          DataTypes.BLOB,
          TUPLE,
          LIST,
          DataTypes.frozenSetOf(DataTypes.TEXT),
          DataTypes.frozenListOf(TUPLE),
          MAP,
          FLOATS,
          NUMBERS,
          ValueReadersTest.ADDRESS);

  @Test
  void scalars() {
    is(DataTypes.INT, "00000005");
    isNot(DataTypes.INT, "");
    is(DataTypes.TEXT, "");
    is(DataTypes.TEXT, "c3a9");
    is(DataTypes.ASCII, "");
    is(DataTypes.BLOB, "");
    is(DataTypes.BOOLEAN, "01");
    isNot(DataTypes.BOOLEAN, "02");
    isNot(DataTypes.BOOLEAN, "");
    is(DataTypes.VARINT, "80");
    isNot(DataTypes.VARINT, "ff80");
    is(DataTypes.DECIMAL, "0000000201");
    isNot(DataTypes.DECIMAL, "000000020001");
    is(DataTypes.INET, "0a010203");
    isNot(DataTypes.INET, "00000000000000000000ffff0a010203");
    is(DataTypes.INET, "20010db8000000000000000000000001");
    is(DataTypes.FLOAT, "7fc00000");
    isNot(DataTypes.FLOAT, "7fc00001");
    is(DataTypes.FLOAT, "80000000");
    is(DataTypes.DOUBLE, "7ff8000000000000");
    isNot(DataTypes.DOUBLE, "fff8000000000000");
    isNot(DataTypes.DOUBLE, "");
    is(DataTypes.DURATION, "020406");
    isNot(DataTypes.DURATION, "80020406");
    isNot(DataTypes.DURATION, "");
  }

  @Test
  void fieldsMayBeNullButNotEmpty() {
    is(TUPLE, "ffffffff" + "ffffffff");
    is(TUPLE, "0000000400000001" + "00000000");
    isNot(TUPLE, "00000000" + "ffffffff");
    isNot(TUPLE, "0000000400000001");
    isNot(TUPLE, "fffffffe" + "ffffffff");
    isNot(TUPLE, "");
    is(ValueReadersTest.ADDRESS, "ffffffff" + "0000000400000001");
    isNot(ValueReadersTest.ADDRESS, "ffffffff" + "00000000");
  }

  @Test
  void elementsMayBeEmptyIfTheyAreShownAsNull() {
    is(LIST, "00000000");
    isNot(LIST, "");
    is(LIST, "00000002" + "00000000" + "0000000400000001");
    isNot(LIST, "00000001" + "0000000400000001" + "00");
    isNot(DataTypes.frozenListOf(LIST), "00000001" + "00000000");
    isNot(DataTypes.frozenListOf(TUPLE), "00000001" + "00000008" + "00000000" + "ffffffff");
  }

  @Test
  void entries() {
    String pair = "00000008" + "ffffffff" + "ffffffff";

    is(MAP, "00000001" + "000000040a010203" + pair);
    is(MAP, "00000001" + "00000000" + pair);
    isNot(MAP, "00000001" + "0000001000000000000000000000ffff0a010203" + pair);
    isNot(MAP, "00000001" + "000000040a010203" + "00000000");
  }

  @Test
  void vectors() {
    is(FLOATS, "3f8000007fc00000");
    isNot(FLOATS, "3f8000007fc00001");
    is(NUMBERS, "0101" + "00");
    isNot(NUMBERS, "020001" + "0102");
  }

  private static void is(DataType type, String hex) {
    assertThat(Canonical.of(type).test(bytes(hex))).as("%s %s", type, hex).isTrue();
  }

  private static void isNot(DataType type, String hex) {
    assertThat(Canonical.of(type).test(bytes(hex))).as("%s %s", type, hex).isFalse();
  }

  /** At an offset, as the parts of values are. */
  private static ByteBuffer bytes(String hex) {
    byte[] bytes = HexFormat.of().parseHex("77" + hex);
    return ByteBuffer.wrap(bytes).position(1).slice();
  }

  /** The reason why the class is there. */
  @ParameterizedTest
  @FieldSource("TYPES")
  void noTwoValuesAreShownAlikeUnlessOneIsNotCanonical(DataType type) {
    long seed = System.nanoTime();
    System.out.println("CanonicalTest seed: " + seed);
    Random random = new Random(seed);
    ValueReader<?> reader = new ValueReaders(false).of(type);
    Map<String, ByteBuffer> canonical = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      ByteBuffer bytes = bytes(type, random);
      String shown = shown(reader, bytes);
      if (shown != null && Canonical.of(type).test(bytes)) {
        ByteBuffer first = canonical.putIfAbsent(shown, bytes);
        assertThat(first == null || first.equals(bytes))
            .as("seed %d: %s and %s are both shown as %s", seed, hex(first), hex(bytes), shown)
            .isTrue();
      }
    }
    assertThat(canonical).as("seed %d", seed).hasSizeGreaterThan(2);
  }

  private static String hex(ByteBuffer bytes) {
    return bytes == null ? null : HexFormat.of().formatHex(Bytes.getArray(bytes));
  }

  /** Null for bytes that are no value of the type. */
  private static String shown(ValueReader<?> reader, ByteBuffer bytes) {
    try {
      return String.valueOf(content(reader.read(bytes.duplicate())));
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static Object content(Object value) {
    if (value instanceof ByteBuffer blob) {
      return hex(blob);
    } else if (value instanceof String text) {
      return "'" + text + "'";
    } else if (value instanceof List<?> list) {
      return list.stream().map(CanonicalTest::content).map(Objects::toString).toList();
    } else if (value instanceof Map<?, ?> map) {
      Map<Object, Object> contents = new LinkedHashMap<>();
      map.forEach((k, v) -> contents.put(content(k), content(v)));
      return contents;
    }
    return value;
  }

  /** Of which many are values of the type, though seldom as anyone would write them. */
  private static ByteBuffer bytes(DataType type, Random random) {
    ByteBuffer bytes = ByteBuffer.allocate(1000);
    write(type, random, bytes);
    return ByteBuffer.wrap(Bytes.getArray(bytes.flip()));
  }

  private static void write(DataType type, Random random, ByteBuffer into) {
    if (random.nextInt(20) == 0) {
      return;
    }
    if (type instanceof ListType list) {
      writeParts(counted(random, into), i -> list.getElementType(), random, into);
    } else if (type instanceof SetType set) {
      writeParts(counted(random, into), i -> set.getElementType(), random, into);
    } else if (type instanceof MapType map) {
      IntFunction<DataType> types = i -> i % 2 == 0 ? map.getKeyType() : map.getValueType();
      writeParts(2 * counted(random, into), types, random, into);
    } else if (type instanceof TupleType tuple) {
      writeParts(2 - random.nextInt(10) / 9, tuple.getComponentTypes()::get, random, into);
    } else if (type instanceof UserDefinedType udt) {
      writeParts(2 - random.nextInt(10) / 9, udt.getFieldTypes()::get, random, into);
    } else {
      writeScalar(random, into);
    }
  }

  private static int counted(Random random, ByteBuffer into) {
    int count = random.nextInt(3);
    into.putInt(count);
    return count;
  }

  private static void writeParts(
      int count, IntFunction<DataType> types, Random random, ByteBuffer into) {
    for (int i = 0; i < count; i++) {
      int start = into.position();
      into.putInt(random.nextInt(10) == 0 ? -2 : -1);
      if (random.nextInt(5) > 0) {
        write(types.apply(i), random, into);
        into.putInt(start, into.position() - start - Integer.BYTES);
      }
    }
  }

  /** Mostly of 4 bytes and small, so that they meet. */
  private static void writeScalar(Random random, ByteBuffer into) {
    int size = random.nextInt(3) == 0 ? random.nextInt(10) : Integer.BYTES;
    for (int i = 0; i < size; i++) {
      into.put((byte) (random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(3)));
    }
  }
}
