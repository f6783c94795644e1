package io.sluice.relay;

import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.Converter;

/**
 * JSON, except that it refuses one value, finds no service for another, and now and then cannot
 * work.
 */
public final class PickyConverter implements Converter {
  static final String POISON = "poison";
  static final String MISFIT = "misfit";
  static final AtomicInteger failures = new AtomicInteger();

  private final JsonConverter json = new JsonConverter();

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    json.configure(Map.of("schemas.enable", "false"), isKey);
  }

  @Override
  public byte[] fromConnectData(String topic, Schema schema, Object value) {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new RetriableException("registry away");
    }
    if (value instanceof Struct struct && POISON.equals(struct.getString("v"))) {
      throw new DataException("refused");
    }
    if (value instanceof Struct struct && MISFIT.equals(struct.getString("v"))) {
      throw new ServiceConfigurationError("Module: Provider Jdk8Module not a subtype");
    }
    return json.fromConnectData(topic, schema, value);
  }

  @Override
  public SchemaAndValue toConnectData(String topic, byte[] value) {
    throw new UnsupportedOperationException("the relay only writes");
  }
}
