package io.sluice.tests;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values of every CQL type that can be one cell, but counters. */
final class Samples {
  /** The types that others are made of, in an order in which they can be created. */
  static final Map<String, String> USER_TYPES =
      new TreeMap<>(
          Map.of(
              "point", "(x int, y int, label text)",
              "shape", "(name text, corners frozen<list<frozen<point>>>)"));

  static final List<Sample> SCALARS =
      List.of(
          new Sample("ascii", "'plain'", "\"plain\""),
          new Sample("bigint", "9007199254740993", "9007199254740993"),
          new Sample("blob", "0xcafebabe", "\"yv66vg==\""),
          new Sample("boolean", "true", "true"),
          new Sample("date", "'2026-01-31'", "\"2026-01-31\""),
          new Sample("decimal", "-12345678901234567890.050", "\"-12345678901234567890.050\""),
          new Sample("double", "2.718281828459045", "2.718281828459045"),
          new Sample("duration", "1mo2d3h", "\"1mo2d3h\""),
          new Sample("float", "1.25", "1.25"),
          new Sample("inet", "'10.1.2.3'", "\"10.1.2.3\""),
          new Sample("int", "-42", "-42"),
          new Sample("smallint", "-32000", "-32000"),
          new Sample("text", "'Grüße, \"世界\" 🚀'", "\"Grüße, \\\"世界\\\" \\uD83D\\uDE80\""),
          new Sample("time", "'12:34:56.123456789'", "\"12:34:56.123456789\""),
          new Sample("timestamp", "'2026-01-31T12:00:00.120Z'", "\"2026-01-31T12:00:00.120Z\""),
          quoted("timeuuid", "50554d6e-29bb-11e5-b345-feff819cdc9f"),
          new Sample("tinyint", "127", "127"),
          quoted("uuid", "123e4567-e89b-42d3-a456-426614174000"),
          quoted("varint", "1234567890123456789012345678901234567890"));

  static final List<Sample> EXTREMES =
      List.of(
          new Sample("ascii", "''", "\"\""),
          new Sample("bigint", "-9223372036854775808", "-9223372036854775808"),
          new Sample("blob", "0x", "\"\""),
          new Sample("boolean", "false", "false"),
          new Sample("date", "'-0001-12-31'", "\"-0001-12-31\""),
          quoted("decimal", "1.50E+10"),
          quoted("double", "-Infinity"),
          quoted("duration", "-89h4m48s"),
          quoted("float", "NaN"),
          new Sample("inet", "'2001:db8::1'", "\"2001:db8::1\""),
          new Sample("int", "2147483647", "2147483647"),
          new Sample("smallint", "32767", "32767"),
          new Sample("text", "''", "\"\""),
          new Sample("time", "'00:00:00'", "\"00:00:00.000000000\""),
          new Sample("timestamp", "'1969-12-31T23:59:59.999Z'", "\"1969-12-31T23:59:59.999Z\""),
          quoted("timeuuid", "00000000-0000-1000-8080-808080808080"),
          new Sample("tinyint", "-128", "-128"),
          quoted("uuid", "00000000-0000-0000-0000-000000000000"),
          quoted("varint", "-1234567890123456789012345678901234567890"));

  /** The types that have a value of no bytes, which none of their others is. */
  static final List<Sample> EMPTY =
      List.of(
              "bigint",
              "boolean",
              "decimal",
              "double",
              "float",
              "inet",
              "int",
              "timestamp",
              "timeuuid",
              "uuid",
              "varint")
          .stream()
          .map(Sample::empty)
          .toList();

  /** Collections, tuples and user-defined types. */
  static final List<Sample> FROZEN =
      List.of(
          new Sample("frozen<list<int>>", "[3, 1, 3]", "[3,1,3]"),
          new Sample("frozen<set<text>>", "{'b', 'a'}", "[\"a\",\"b\"]"),
          new Sample("frozen<map<text, int>>", "{'a': 1, 'b': 2}", "{\"a\":1,\"b\":2}"),
          new Sample("frozen<map<int, text>>", "{1: 'a', 2: 'b'}", "[[1,\"a\"],[2,\"b\"]]"),
          new Sample("tuple<int, text, boolean>", "(1, 'a', true)", "[1,\"a\",true]"),
          new Sample("tuple<int, list<text>>", "(1, ['x'])", "[1,[\"x\"]]"),
          new Sample(
              "frozen<list<tuple<timestamp, inet>>>",
              "[('2026-01-31T12:00:00.120Z', '10.1.2.3')]",
              "[[\"2026-01-31T12:00:00.120Z\",\"10.1.2.3\"]]"),
          new Sample(
              "frozen<map<date, time>>",
              "{'2026-01-31': '12:34:56.123456789'}",
              "{\"2026-01-31\":\"12:34:56.123456789\"}"),
          new Sample(
              "frozen<point>", "{x: 1, y: 2, label: 'p'}", "{\"x\":1,\"y\":2,\"label\":\"p\"}"),
          new Sample("frozen<list<frozen<list<int>>>>", "[[1], [2, 3]]", "[[1],[2,3]]"),
          new Sample(
              "frozen<map<text, frozen<set<varint>>>>",
              "{'a': {10000000000000000000, 1}}",
              "{\"a\":[\"1\",\"10000000000000000000\"]}"),
          new Sample(
              "frozen<shape>",
              "{name: 's', corners: [{x: 1, y: 2}]}",
              "{\"name\":\"s\",\"corners\":[{\"x\":1,\"y\":2,\"label\":null}]}"));

  /** With few elements, and with nulls where there can be some. */
  static final List<Sample> FROZEN_SPARSE =
      List.of(
          new Sample("frozen<list<int>>", "[]", "[]"),
          new Sample("frozen<set<text>>", "{}", "[]"),
          new Sample("frozen<map<text, int>>", "{'': 0}", "{\"\":0}"),
          new Sample("frozen<map<int, text>>", "{-1: ''}", "[[-1,\"\"]]"),
          new Sample("tuple<int, text, boolean>", "(1, null, true)", "[1,null,true]"),
          new Sample("tuple<int, list<text>>", "(null, [])", "[null,[]]"),
          new Sample("frozen<list<tuple<timestamp, inet>>>", "[(null, null)]", "[[null,null]]"),
          new Sample("frozen<map<date, time>>", "fromJson('{}')", "{}"),
          new Sample("frozen<point>", "{x: 1}", "{\"x\":1,\"y\":null,\"label\":null}"),
          new Sample("frozen<list<frozen<list<int>>>>", "[[1], []]", "[[1],[]]"),
          new Sample("frozen<map<text, frozen<set<varint>>>>", "{'': {0}}", "{\"\":[\"0\"]}"),
          new Sample("frozen<shape>", "{name: ''}", "{\"name\":\"\",\"corners\":null}"));

  static final List<Sample> VECTORS =
      List.of(
          new Sample("vector<float, 3>", "[0.5, -1.0, 2.25]", "[0.5,-1.0,2.25]"),
          new Sample("vector<text, 2>", "['a', '']", "[\"a\",\"\"]"),
          new Sample("vector<frozen<list<int>>, 2>", "[[1], []]", "[[1],[]]"));

  private Samples() {}

  /** Those of a list, with others in the place of those of the same types. */
  static List<Sample> replaced(List<Sample> samples, List<Sample> others) {
    return samples.stream()
        .map(
            sample ->
                others.stream()
                    .filter(other -> other.type().equals(sample.type()))
                    .findFirst()
                    .orElse(sample))
        .toList();
  }

  private static Sample quoted(String type, String value) {
    return new Sample(type, value, "\"" + value + "\"");
  }
}
