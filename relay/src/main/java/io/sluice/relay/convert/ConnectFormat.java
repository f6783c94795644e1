package io.sluice.relay.convert;

import com.google.common.base.Throwables;
import com.google.common.collect.Iterables;
import io.sluice.relay.change.ConverterUnavailableException;
import io.sluice.relay.change.UndeliverableChangeException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.json.JsonConverterConfig;
import org.apache.kafka.connect.storage.Converter;

/** A Connect converter for the keys or the values of records, and whether it takes schemas. */
public final class ConnectFormat {
  private final String name;
  private final Converter converter;
  private final boolean structs;
  private final PlainJson plainJson; // null: the converter is another
  private final Patience patience;

  private ConnectFormat(String name, Converter converter, boolean structs, Patience patience) {
    this.name = name;
    this.converter = converter;
    this.structs = structs;
    // What extends JsonConverter may write otherwise.
    this.plainJson =
        !structs && converter.getClass() == JsonConverter.class ? new PlainJson() : null;
    this.patience = patience;
  }

  /**
   * The format of a converter.
   *
   * @param name of the converter's class, for messages
   * @param converter configured, for keys or for values; not closed here
   * @param properties it was configured with: a JsonConverter with {@code schemas.enable: false} is
   *     the one that takes no schemas
   * @param patience how long the records of a table are tried again while the converter fails and
   *     does not say why; then it is taken to refuse them
   */
  public static ConnectFormat of(
      String name, Converter converter, Map<String, ?> properties, Duration patience) {
    return of(name, converter, properties, new Patience(patience, System::nanoTime));
  }

  static ConnectFormat of(
      String name, Converter converter, Map<String, ?> properties, Patience patience) {
    Object schemas =
        properties.containsKey(JsonConverterConfig.SCHEMAS_ENABLE_CONFIG)
            ? properties.get(JsonConverterConfig.SCHEMAS_ENABLE_CONFIG)
            : JsonConverterConfig.SCHEMAS_ENABLE_DEFAULT;
    boolean schemaless =
        converter instanceof JsonConverter && !Boolean.parseBoolean(String.valueOf(schemas));
    return new ConnectFormat(name, converter, !schemaless, patience);
  }

  /** Whether it takes Structs with a schema; otherwise maps without one. */
  boolean structs() {
    return structs;
  }

  /**
   * The bytes of a key or value.
   *
   * @param schema of the Struct; ignored where it takes maps
   * @throws UndeliverableChangeException if the converter refuses it
   * @throws ConverterUnavailableException if the converter cannot work now
   */
  byte[] serialize(String topic, Schema schema, Object value) {
    return convert(topic, structs ? schema : null, value);
  }

  /**
   * The bytes of a Struct, whatever {@link #structs} says: a converter that writes no schemas uses
   * the Struct's all the same, and writes every field, null or not.
   *
   * @throws UndeliverableChangeException if the converter refuses it
   * @throws ConverterUnavailableException if the converter cannot work now
   */
  byte[] serialize(String topic, Struct struct) {
    return convert(topic, struct.schema(), struct);
  }

  private byte[] convert(String topic, Schema schema, Object value) {
    byte[] bytes = converted(topic, schema, value);
    if (patience.isTried()) {
      patience.reset(kind(topic, schema));
    }
    return bytes;
  }

  /** Some languages' converters throw checked exceptions too, without a word of it. */
  private byte[] converted(String topic, Schema schema, Object value) {
    try {
      byte[] plain = plainJson != null && schema == null ? plain(value) : null;
      return plain == null ? converter.fromConnectData(topic, schema, value) : plain;
    } catch (OutOfMemoryError | InternalError | UnknownError e) {
      throw e; // the JVM's own trouble, as all VirtualMachineErrors are but a deep recursion
    } catch (Exception | Error e) {
      throw failure(e, topic, schema);
    }
  }

  /** Null if that is left to the converter. */
  private byte[] plain(Object value) {
    try {
      return plainJson.write(value);
    } catch (IOException e) {
      return null; // it says what is wrong
    }
  }

  private static String kind(String topic, Schema schema) {
    return schema == null ? topic : topic + " " + schema.name();
  }

  private RuntimeException failure(Throwable e, String topic, Schema schema) {
    Fault fault = Fault.of(e);
    if (fault == Fault.REGISTRY) {
      patience.reset(kind(topic, schema)); // that time was the registry's
      return new ConverterUnavailableException(
          name + " gets no answer of its registry " + summary(e), e);
    }
    if (fault == Fault.UNCLEAR && !patience.isOver(kind(topic, schema))) {
      return new ConverterUnavailableException(
          name + " failed " + summary(e) + ", which may be its registry's fault or the record's",
          e);
    }
    return new UndeliverableChangeException(name + " refuses a record for topic " + topic, e);
  }

  /** Its first cause and what HTTP said; no message, which might quote the record. */
  private static String summary(Throwable e) {
    List<Throwable> causes = Throwables.getCausalChain(e);
    String kind = Iterables.getLast(causes).getClass().getSimpleName();
    return causes.stream()
        .flatMap(cause -> HttpStatus.of(cause).stream())
        .filter(status -> status != HttpStatus.NONE)
        .findFirst()
        .map(status -> "(" + kind + ", HTTP status " + status + ")")
        .orElse("(" + kind + ")");
  }
}
