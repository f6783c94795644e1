package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.google.common.collect.ImmutableMap;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * How the envelope {@code debezium} writes values: as {@link ValueReaders} says, but for
 *
 * <table>
 * <caption>what Kafka Connect is given</caption>
 * <tr><td>timestamp</td><td>INT64: milliseconds since the epoch</td></tr>
 * <tr><td>date</td><td>INT32: days since the epoch</td></tr>
 * <tr><td>time</td><td>INT64: nanoseconds since midnight</td></tr>
 * <tr><td>duration</td><td>INT64: nanoseconds, a month being 30 days</td></tr>
 * <tr><td>inet</td><td>STRING: {@code /10.1.2.3}, {@code /2001:db8:0:0:0:0:0:1}</td></tr>
 * <tr><td>tuple</td><td>STRUCT of {@code field1}, {@code field2} …</td></tr>
 * </table>
 *
 * <p>A varint or decimal is text, as with Debezium's handling mode {@code string}: its others round
 * or cut off. A duration of more than 292 years is refused, rather than written as another one.
 */
final class DebeziumTypes {
  static final Notation NOTATION = new Notation(DebeziumTypes::of, index -> "field" + (index + 1));

  private static final Duration MONTH = Duration.ofDays(30);

  private static final ImmutableMap<DataType, ValueReader<?>> OTHERS =
      ImmutableMap.<DataType, ValueReader<?>>builder()
          .put(DataTypes.UUID, uuid(DataTypes.UUID))
          .put(DataTypes.TIMEUUID, uuid(DataTypes.TIMEUUID))
          .put(
              DataTypes.TIMESTAMP,
              DebeziumTypes.<Instant>reader(
                  DataTypes.TIMESTAMP,
                  named(SchemaBuilder.int64(), "time.Timestamp"),
                  Instant::toEpochMilli))
          .put(
              DataTypes.DATE,
              DebeziumTypes.<LocalDate>reader(
                  DataTypes.DATE,
                  named(SchemaBuilder.int32(), "time.Date"),
                  date -> Math.toIntExact(date.toEpochDay())))
          .put(
              DataTypes.TIME,
              DebeziumTypes.<LocalTime>reader(
                  DataTypes.TIME, Schema.OPTIONAL_INT64_SCHEMA, LocalTime::toNanoOfDay))
          .put(
              DataTypes.DURATION,
              DebeziumTypes.<CqlDuration>reader(
                  DataTypes.DURATION,
                  named(SchemaBuilder.int64(), "time.NanoDuration"),
                  DebeziumTypes::nanoseconds))
          .put(
              DataTypes.INET,
              DebeziumTypes.<InetAddress>reader(
                  DataTypes.INET,
                  Schema.OPTIONAL_STRING_SCHEMA,
                  address -> "/" + address.getHostAddress()))
          .buildOrThrow();

  private DebeziumTypes() {}

  private static ValueReader<?> of(DataType type) {
    ValueReader<?> other = OTHERS.get(type);
    return other == null ? ScalarReaders.of(type) : other;
  }

  private static ValueReader<UUID> uuid(DataType type) {
    return reader(type, named(SchemaBuilder.string(), "data.Uuid"), UUID::toString);
  }

  private static <T> ValueReader<T> reader(DataType type, Schema schema, Function<T, ?> mapping) {
    return new ValueReader<>(schema, ScalarReaders.codec(type), mapping);
  }

  private static Schema named(SchemaBuilder schema, String name) {
    return schema.name("io.debezium." + name).version(1).optional().build();
  }

  private static long nanoseconds(CqlDuration duration) {
    return MONTH
        .multipliedBy(duration.getMonths())
        .plusDays(duration.getDays())
        .plusNanos(duration.getNanoseconds())
        .toNanos();
  }
}
