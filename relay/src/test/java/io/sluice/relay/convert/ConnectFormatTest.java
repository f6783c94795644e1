package io.sluice.relay.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import io.sluice.relay.change.ConverterUnavailableException;
import io.sluice.relay.change.UndeliverableChangeException;
import java.net.ConnectException;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;

class ConnectFormatTest {

  @Test
  void onlyJsonWithoutSchemasTakesMaps() {
    assertThat(json(Map.of("schemas.enable", "false")).structs()).isFalse();
    assertThat(json(Map.of("schemas.enable", false)).structs()).isFalse();
    assertThat(json(Map.of("schemas.enable", "true")).structs()).isTrue();
    assertThat(json(Map.of()).structs()).isTrue();
    assertThat(ConnectFormat.of("fake", failing(null), Map.of("schemas.enable", "false")).structs())
        .isTrue();
  }

  private static ConnectFormat json(Map<String, ?> properties) {
    return ConnectFormat.of("fake", new JsonConverter(), properties);
  }

  @Test
  void whatAConverterRefusesIsUndeliverable() {
    refusal(new DataException("not this"));
    refusal(new SerializationException(new JsonParseException(null, "a parser's IOException")));
    refusal(new NullPointerException());
  }

  private static void refusal(RuntimeException failure) {
    assertThatThrownBy(() -> serialize(failure))
        .isInstanceOf(UndeliverableChangeException.class)
        .hasMessageEndingWith("refuses a record for topic demo-topic")
        .hasCause(failure);
  }

  @Test
  void aRegistryThatDoesNotAnswerIsNotTheChangesFault() {
    passing(new DataException(new SerializationException(new ConnectException("refused"))));
    passing(new RetriableException("later"));
    passing(new DataException(new TimeoutException("later")));
  }

  private static void passing(RuntimeException failure) {
    assertThatThrownBy(() -> serialize(failure)).isInstanceOf(ConverterUnavailableException.class);
  }

  private static void serialize(RuntimeException failure) {
    ConnectFormat.of("fake", failing(failure), Map.of())
        .serialize("demo-topic", Schema.STRING_SCHEMA, "value");
  }

  private static Formats.FakeConverter failing(RuntimeException failure) {
    return new Formats.FakeConverter() {
      @Override
      public byte[] fromConnectData(String topic, Schema schema, Object value) {
        throw failure;
      }
    };
  }
}
