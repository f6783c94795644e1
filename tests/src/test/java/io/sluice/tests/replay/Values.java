package io.sluice.tests.replay;

import static java.util.Map.entry;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes up values, as CQL writes them. There are few of each type, so that they meet again. */
final class Values {
  private static final int MOST_ELEMENTS = 3;
  private static final int NULL_PERCENT = 15;

  /** The first four of each are good for keys: no two are equal to Cassandra. */
  private static final Map<DataType, List<String>> POOLS =
      Map.ofEntries(
          entry(DataTypes.ASCII, List.of("'a'", "'b'", "'it''s'", "'$add'", "''")),
          entry(
              DataTypes.BIGINT,
              List.of("0", "-1", "9007199254740993", "-9223372036854775808", "77")),
          entry(DataTypes.BLOB, List.of("0x00", "0xcafebabe", "0xff", "0x00ff", "0x")),
          entry(DataTypes.BOOLEAN, List.of("true", "false")),
          entry(
              DataTypes.DATE,
              List.of("'2026-01-31'", "'1969-12-31'", "'-0001-12-31'", "'9999-12-31'")),
          entry(
              DataTypes.DECIMAL,
              List.of("0", "-12345678901234567890.050", "1.5E+10", "1E-30", "1.50", "1.5", "0.0")),
          entry(
              DataTypes.DOUBLE,
              List.of("2.718281828459045", "-Infinity", "1E300", "0.1", "NaN", "-0.0", "4.9E-324")),
          entry(DataTypes.DURATION, List.of("1mo2d3h", "-89h4m48s", "1y", "1ns", "12mo")),
          entry(DataTypes.FLOAT, List.of("1.25", "-0.1", "Infinity", "3.4E38", "NaN", "-0.0")),
          entry(
              DataTypes.INET, List.of("'10.1.2.3'", "'2001:db8::1'", "'::'", "'255.255.255.255'")),
          entry(DataTypes.INT, List.of("1", "-42", "2147483647", "0", "-2147483648")),
          entry(DataTypes.SMALLINT, List.of("1", "-2", "32767", "-32768")),
          entry(DataTypes.TEXT, List.of("'a'", "'é\"世界🚀'", "'b'", "'$remove'", "''", "'it''s'")),
          entry(
              DataTypes.TIME,
              List.of("'12:34:56.123456789'", "'00:00:00'", "'23:59:59.999999999'", "'01:02:03'")),
          entry(
              DataTypes.TIMESTAMP,
              List.of("1769860800120", "-1", "0", "253402300800000", "-62135596800001")),
          entry(
              DataTypes.TIMEUUID,
              List.of(
                  "50554d6e-29bb-11e5-b345-feff819cdc9f",
                  "00000000-0000-1000-8080-808080808080",
                  "ffffffff-ffff-1fff-bfff-ffffffffffff",
                  "50554d6f-29bb-11e5-b345-feff819cdc9f")),
          entry(DataTypes.TINYINT, List.of("0", "-128", "127", "5")),
          entry(
              DataTypes.UUID,
              List.of(
                  "123e4567-e89b-42d3-a456-426614174000",
                  "00000000-0000-0000-0000-000000000000",
                  "ffffffff-ffff-4fff-bfff-ffffffffffff")),
          entry(
              DataTypes.VARINT,
              List.of("0", "-1", "1234567890123456789012345678901234567890", "128", "-129")));

  /**
   * The bytes that no value has as CQL writes it, but that Cassandra takes; first those of none.
   */
  private static final Map<DataType, List<String>> ODD =
      Map.ofEntries(
          entry(DataTypes.BIGINT, List.of("")),
          entry(DataTypes.BOOLEAN, List.of("", "02")),
          entry(DataTypes.DECIMAL, List.of("", "000000020001")),
          entry(DataTypes.DOUBLE, List.of("", "7ff8000000000001")),
          entry(DataTypes.FLOAT, List.of("", "7fc00001")),
          entry(DataTypes.INET, List.of("", "00000000000000000000ffff0a010203")),
          entry(DataTypes.INT, List.of("")),
          entry(DataTypes.TIMESTAMP, List.of("")),
          entry(DataTypes.TIMEUUID, List.of("")),
          entry(DataTypes.UUID, List.of("")),
          entry(DataTypes.VARINT, List.of("", "0001")));

  private final Dice dice;

  Values(Dice dice) {
    this.dice = dice;
  }

  /** A value of a column that is part of the key: one of the first few. */
  String key(DataType type, int few) {
    if (type instanceof ListType list) {
      return "[" + key(list.getElementType(), few) + "]";
    }
    List<String> pool = POOLS.get(type);
    return pool.get(dice.below(Math.min(few, pool.size())));
  }

  /** One for a key, of no bytes or of odd ones where its type has such; else as any other. */
  String oddKey(DataType type, int few) {
    if (type.equals(DataTypes.TEXT) || type.equals(DataTypes.ASCII)) {
      return "''";
    } else if (type.equals(DataTypes.BLOB)) {
      return "0x";
    } else if (type.equals(DataTypes.INET)) {
      return odd(type);
    }
    return ODD.containsKey(type) ? ofBytes(type, "") : key(type, few);
  }

  private String odd(DataType type) {
    return ofBytes(type, dice.pick(ODD.get(type)));
  }

  private static String ofBytes(DataType type, String hex) {
    return "blobAs" + type.asCql(false, false) + "(0x" + hex + ")";
  }

  /** A value, seldom null, or of odd bytes, or with such elements. */
  String maybe(DataType type) {
    return dice.in(NULL_PERCENT) ? "NULL" : element(type);
  }

  /** A value, seldom of odd bytes, or with such elements. */
  String element(DataType type) {
    return ODD.containsKey(type) && dice.in(5) ? odd(type) : of(type, this::element);
  }

  /** A value that the driver can parse, seldom null. */
  String orNull(DataType type) {
    return dice.in(NULL_PERCENT) ? "NULL" : of(type);
  }

  /** A value that the driver can parse. */
  String of(DataType type) {
    return of(type, this::of);
  }

  private String of(DataType type, Function<DataType, String> element) {
    if (type instanceof ListType list) {
      return "[" + several(list.getElementType(), element) + "]";
    } else if (type instanceof SetType set) {
      return "{" + several(set.getElementType(), element) + "}";
    } else if (type instanceof MapType map) {
      return "{" + repeat(size(), i -> entryOf(map, element)) + "}";
    } else if (type instanceof TupleType tuple) {
      return "(" + tuple(tuple, element) + ")";
    } else if (type instanceof UserDefinedType udt) {
      return "{" + repeat(udt.getFieldNames().size(), i -> field(udt, i, element)) + "}";
    } else if (type instanceof VectorType vector) {
      return "[" + repeat(vector.getDimensions(), i -> of(vector.getElementType())) + "]";
    }
    return dice.pick(POOLS.get(type));
  }

  private String tuple(TupleType type, Function<DataType, String> element) {
    List<DataType> components = type.getComponentTypes();
    return repeat(components.size(), i -> part(components.get(i), element));
  }

  private String field(UserDefinedType type, int i, Function<DataType, String> element) {
    String name = type.getFieldNames().get(i).asCql(true);
    return name + ": " + part(type.getFieldTypes().get(i), element);
  }

  private String part(DataType type, Function<DataType, String> element) {
    return dice.in(NULL_PERCENT) ? "NULL" : element.apply(type);
  }

  private static String entryOf(MapType map, Function<DataType, String> element) {
    return element.apply(map.getKeyType()) + ": " + element.apply(map.getValueType());
  }

  private String several(DataType type, Function<DataType, String> element) {
    return repeat(size(), i -> element.apply(type));
  }

  private int size() {
    return dice.below(MOST_ELEMENTS + 1);
  }

  private static String repeat(int count, IntFunction<String> each) {
    return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(", "));
  }
}
