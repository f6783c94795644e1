package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.sluice.event.Key;
import io.sluice.tests.harness.Event;
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
  public JsonNode column(Event event, String column) {
    return ChangeForm.contentColumn(content(event), column);
  }

  @Override
  public JsonNode expected(Sample sample, long writetime) {
    return ChangeForm.cell(sample, writetime);
  }

  @Override
  public JsonNode content(Event event) {
    return Json.of(ProtobufJson.of(parsed(event)).content());
  }

  @Override
  public JsonNode expected(Expected change) {
    return change.content();
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
