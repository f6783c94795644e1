package io.sluice.tests;

import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.google.protobuf.ByteString;
import io.sluice.event.Event;
import io.sluice.event.NamedValue;
import io.sluice.event.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Values of {@code event.proto} as the JSON of the other envelopes, by what its comments say. */
final class ProtobufValues {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.nnnnnnnnn");

  private final List<Event.UserType> userTypes;

  ProtobufValues(List<Event.UserType> userTypes) {
    this.userTypes = userTypes;
  }

  Object json(Value value) {
    return switch (value.getKindCase()) {
      case NULL_VALUE, EMPTY_VALUE -> null;
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case FLOAT_VALUE -> finite(value.getFloatValue(), value.getFloatValue());
      case DOUBLE_VALUE -> finite(value.getDoubleValue(), value.getDoubleValue());
      case STRING_VALUE -> value.getStringValue();
      case BYTES_VALUE -> Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
      case DECIMAL_VALUE -> decimal(value.getDecimalValue());
      case VARINT_VALUE -> integer(value.getVarintValue()).toString();
      case UUID_VALUE -> uuid(value.getUuidValue());
      case INET_VALUE -> address(value.getInetValue());
      case TIMESTAMP_VALUE -> Instant.ofEpochMilli(value.getTimestampValue()).toString();
      case DATE_VALUE -> LocalDate.ofEpochDay(value.getDateValue()).toString();
      case TIME_VALUE -> LocalTime.ofNanoOfDay(value.getTimeValue()).format(TIME);
      case DURATION_VALUE -> duration(value.getDurationValue());
      case LIST_VALUE -> elements(value.getListValue());
      case SET_VALUE -> elements(value.getSetValue());
      case TUPLE_VALUE -> elements(value.getTupleValue());
      case VECTOR_VALUE -> elements(value.getVectorValue());
      case MAP_VALUE -> map(value.getMapValue().getEntriesList());
      case UDT_VALUE -> userDefined(value.getUdtValue().getFieldsList());
      case KIND_NOT_SET -> throw new AssertionError("a value that is not set");
    };
  }

  /** Of 16 bytes. */
  static String uuid(ByteString bytes) {
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
    return new UUID(buffer.getLong(), buffer.getLong()).toString();
  }

  private static Object finite(double value, Number written) {
    return Double.isFinite(value) ? written : Double.toString(value);
  }

  private static BigInteger integer(ByteString bytes) {
    return new BigInteger(bytes.toByteArray());
  }

  private static String decimal(Value.Decimal decimal) {
    return new BigDecimal(integer(decimal.getUnscaled()), decimal.getScale()).toString();
  }

  private static String duration(Value.Duration duration) {
    return CqlDuration.newInstance(duration.getMonths(), duration.getDays(), duration.getNanos())
        .toString();
  }

  private static String address(ByteString bytes) {
    try {
      String plain = InetAddress.getByAddress(bytes.toByteArray()).getHostAddress();
      return plain.replaceFirst("(^|:)(0:)+", "::");
    } catch (UnknownHostException e) {
      throw new AssertionError("no address: " + bytes, e);
    }
  }

  private List<Object> elements(Value.Elements elements) {
    return elements.getValuesList().stream().map(this::json).toList();
  }

  private Object map(List<Value.Entry> entries) {
    if (entries.stream().allMatch(e -> json(e.getKey()) instanceof String)) {
      Map<String, Object> object = new LinkedHashMap<>();
      entries.forEach(e -> object.put((String) json(e.getKey()), json(e.getValue())));
      return object;
    }
    return entries.stream().map(e -> Arrays.asList(json(e.getKey()), json(e.getValue()))).toList();
  }

  /** With the fields that are null, which the type has and the value does not. */
  private Map<String, Object> userDefined(List<NamedValue> fields) {
    List<String> names = fields.stream().map(NamedValue::getName).toList();
    Map<String, Object> object = new LinkedHashMap<>();
    userTypes.stream()
        .map(type -> type.getFieldsList().stream().map(Event.Field::getName).toList())
        .filter(all -> all.containsAll(names))
        .findFirst()
        .orElseThrow()
        .forEach(name -> object.put(name, null));
    fields.forEach(field -> object.put(field.getName(), json(field.getValue())));
    return object;
  }
}
