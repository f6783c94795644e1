package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every CQL type that is not made of others, but counters. */
@EndToEnd
class ScalarTypeIT {
  private static final List<Sample> COMMON =
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
          uuid("timeuuid", "50554d6e-29bb-11e5-b345-feff819cdc9f"),
          new Sample("tinyint", "127", "127"),
          uuid("uuid", "123e4567-e89b-42d3-a456-426614174000"),
          varint("1234567890123456789012345678901234567890"));

  private static final List<Sample> EXTREME =
      List.of(
          new Sample("ascii", "''", "\"\""),
          new Sample("bigint", "-9223372036854775808", "-9223372036854775808"),
          new Sample("blob", "0x", "\"\""),
          new Sample("boolean", "false", "false"),
          new Sample("date", "'-0001-12-31'", "\"-0001-12-31\""),
          new Sample("decimal", "1.50E+10", "\"1.50E+10\""),
          new Sample("double", "-Infinity", "\"-Infinity\""),
          new Sample("duration", "-89h4m48s", "\"-89h4m48s\""),
          new Sample("float", "NaN", "\"NaN\""),
          new Sample("inet", "'2001:db8::1'", "\"2001:db8::1\""),
          new Sample("int", "2147483647", "2147483647"),
          new Sample("smallint", "32767", "32767"),
          new Sample("text", "''", "\"\""),
          new Sample("time", "'00:00:00'", "\"00:00:00.000000000\""),
          new Sample("timestamp", "'1969-12-31T23:59:59.999Z'", "\"1969-12-31T23:59:59.999Z\""),
          uuid("timeuuid", "00000000-0000-1000-8080-808080808080"),
          new Sample("tinyint", "-128", "-128"),
          uuid("uuid", "00000000-0000-0000-0000-000000000000"),
          varint("-1234567890123456789012345678901234567890"));

  private final Servers servers;

  ScalarTypeIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void values() {
    assertInserted(COMMON);
  }

  @Test
  void extremes() {
    assertInserted(EXTREME);
  }

  @Test
  void nulls() {
    assertInserted(
        COMMON.stream().map(sample -> new Sample(sample.type(), "null", "null")).toList());
  }

  @Test
  void keys() {
    // Cassandra has no order of durations, so they can be no key.
    List<Sample> keys = COMMON.stream().filter(s -> !s.type().equals("duration")).toList();
    String partition = Sample.names(keys, "p_");
    String clustering = Sample.names(keys, "c_");
    Table table =
        servers.table(
            "(%s, %s, v int, PRIMARY KEY ((%s), %s))"
                .formatted(
                    Sample.definitions(keys, "p_"),
                    Sample.definitions(keys, "c_"),
                    partition,
                    clustering));

    String values = Sample.literals(keys);
    table.execute(
        "INSERT INTO %s ("
            + partition
            + ", "
            + clustering
            + ") VALUES ("
            + values
            + ", "
            + values
            + ")");

    Event event = servers.events(table).next();
    assertThat(event.key())
        .isEqualTo("{" + Sample.fields(keys, "p_") + "," + Sample.fields(keys, "c_") + "}");
  }

  private void assertInserted(List<Sample> samples) {
    Table table = servers.table("(k int PRIMARY KEY, " + Sample.definitions(samples, "v_") + ")");

    table.execute(
        "INSERT INTO %s (k, "
            + Sample.names(samples, "v_")
            + ") VALUES (1, "
            + Sample.literals(samples)
            + ")");

    assertThat(servers.events(table).next().value())
        .isEqualTo("{" + Sample.fields(samples, "v_") + "}");
  }

  private static Sample uuid(String type, String value) {
    return new Sample(type, value, "\"" + value + "\"");
  }

  private static Sample varint(String digits) {
    return new Sample("varint", digits, "\"" + digits + "\"");
  }
}
