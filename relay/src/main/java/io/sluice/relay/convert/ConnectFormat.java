package io.sluice.relay.convert;

import com.google.common.base.Throwables;
import io.sluice.relay.change.ConverterUnavailableException;
import io.sluice.relay.change.UndeliverableChangeException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.RetriableException;
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

  private ConnectFormat(String name, Converter converter, boolean structs) {
    this.name = name;
    this.converter = converter;
    this.structs = structs;
  }

  /**
   * The format of a converter.
   *
   * @param name of the converter's class, for messages
   * @param converter configured, for keys or for values; not closed here
   * @param properties it was configured with: a JsonConverter with {@code schemas.enable: false} is
   *     the one that takes no schemas
   */
  public static ConnectFormat of(String name, Converter converter, Map<String, ?> properties) {
    Object schemas =
        properties.containsKey(JsonConverterConfig.SCHEMAS_ENABLE_CONFIG)
            ? properties.get(JsonConverterConfig.SCHEMAS_ENABLE_CONFIG)
            : JsonConverterConfig.SCHEMAS_ENABLE_DEFAULT;
    boolean schemaless =
        converter instanceof JsonConverter && !Boolean.parseBoolean(String.valueOf(schemas));
    return new ConnectFormat(name, converter, !schemaless);
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
    try {
      return converter.fromConnectData(topic, schema, value);
    } catch (RuntimeException e) {
      if (Throwables.getCausalChain(e).stream().anyMatch(ConnectFormat::passing)) {
        throw new ConverterUnavailableException(name + " cannot work now: " + e.getMessage(), e);
      }
      throw new UndeliverableChangeException(name + " refuses a record for topic " + topic, e);
    }
  }

  /**
   * A network that failed, or what the converter itself calls worth another try. Not every
   * IOException: many a parser's are, and theirs stay.
   */
  private static boolean passing(Throwable cause) {
    return cause instanceof SocketException
        || cause instanceof SocketTimeoutException
        || cause instanceof UnknownHostException
        || cause instanceof SSLException
        || cause instanceof RetriableException
        || cause instanceof org.apache.kafka.connect.errors.RetriableException;
  }
}
