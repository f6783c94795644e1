package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.sluice.event.Key;
import io.sluice.event.Value;
import io.sluice.tests.harness.Event;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;

/** Everything is compared as the JSON that {@code change} has for it. */
final class ProtobufForm implements Form {
  @Override
  public JsonNode key(Event event) {
    Map<String, Object> inEvent = ProtobufJson.of(parsed(event)).key();
    Key key = parsed(event.keyBytes(), Key.parser());
    assertThat(List.copyOf(inEvent.keySet()))
        .isEqualTo(key.getColumnsList().stream().map(column -> column.getName()).toList());
    assertThat(parsed(event).getKeyList().stream().map(column -> column.getValue()).toList())
        .isEqualTo(key.getColumnsList().stream().map(column -> column.getValue()).toList());
    return Json.of(inEvent);
  }

  @Override
  public JsonNode keyColumn(Event event, String column) {
    return parsed(event).getKeyList().stream()
        .filter(keyColumn -> keyColumn.getName().equals(column))
        .map(
            keyColumn ->
                typed(event, key(event).get(column), keyColumn.getType(), keyColumn.getValue()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public JsonNode expectedKey(Sample sample) {
    return typed(Json.parse(sample.json()), sample);
  }

  @Override
  public JsonNode column(Event event, String column) {
    JsonNode cell = ChangeForm.contentColumn(content(event), column);
    return parsed(event).getColumnsList().stream()
        .filter(named -> named.getName().equals(column))
        .map(named -> typed(event, cell, named.getType(), named.getCell().getValue()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public JsonNode expected(Sample sample, long writetime) {
    return typed(ChangeForm.cell(sample, writetime), sample);
  }

  /** With the column's type, which names the keyspaces of other types, and the value's kind. */
  private static JsonNode typed(Event event, JsonNode said, String type, Value value) {
    String plain = type.replace(parsed(event).getKeyspace() + ".", "");
    return typed(said, SampleType.of(plain), ProtobufKinds.of(value));
  }

  private static JsonNode typed(JsonNode said, Sample sample) {
    return typed(said, SampleType.of(sample.type()), ProtobufKinds.expected(sample));
  }

  private static JsonNode typed(JsonNode said, SampleType type, Object kinds) {
    return Json.of(List.of(said, type.toString(), kinds));
  }

  @Override
  public JsonNode content(Event event) {
    return Json.of(ProtobufJson.of(parsed(event)).content());
  }

  @Override
  public JsonNode expected(Expected change, TableDescription table) {
    return change.content();
  }

  @Override
  public JsonNode origin(Event event) {
    io.sluice.event.Event parsed = parsed(event);
    assertThat(HexFormat.of().formatHex(parsed.getChangeId().toByteArray()))
        .isEqualTo(event.changeId());
    assertThat(RunTime.holdsMicros(parsed.getCapturedAt())).isTrue();
    return Json.of(ProtobufJson.of(parsed).origin());
  }

  @Override
  public JsonNode expected(Origin origin) {
    return ChangeForm.origin(origin);
  }

  static io.sluice.event.Event parsed(Event event) {
    return parsed(event.valueBytes(), io.sluice.event.Event.parser());
  }

  private static <T> T parsed(Bytes bytes, Parser<T> parser) {
    try {
      return parser.parseFrom(bytes.get());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not of event.proto: " + bytes, e);
    }
  }
}
