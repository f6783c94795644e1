package io.sluice.tests.docs;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.TextFormat;
import io.sluice.event.Event.Cell;
import io.sluice.event.Event.Column;
import io.sluice.event.Key;
import io.sluice.tests.harness.Event;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/** A record as three messages: its headers, its key and its value. */
final class ProtobufNotation implements Notation {
  private final io.sluice.event.Event origin;

  /**
   * Just one.
   *
   * @param origin what takes the place of fields of the value, and is left out of a shortened one
   */
  ProtobufNotation(String origin) {
    this.origin = merged(io.sluice.event.Event.newBuilder(), origin).build();
  }

  @Override
  public String language() {
    return "textproto";
  }

  @Override
  public String shortened(Event event, Placeholders placeholders) {
    Map<String, String> headers = new TreeMap<>(event.headers());
    headers.keySet().removeAll(Notations.HEADERS.keySet());
    String text = headers(headers, placeholders);
    io.sluice.event.Event.Builder value = value(event, placeholders);
    origin.getAllFields().keySet().forEach(value::clearField);
    return text + key(event, placeholders) + value(value);
  }

  @Override
  public String whole(Event event, Placeholders placeholders) {
    Map<String, String> headers = new TreeMap<>(event.headers());
    headers.putAll(Notations.HEADERS);
    String text = headers(headers, placeholders);
    return text + key(event, placeholders) + value(value(event, placeholders).mergeFrom(origin));
  }

  @Override
  public String value(Event event, String column) {
    Cell cell =
        parsed(event).getColumnsList().stream()
            .filter(each -> each.getName().equals(column))
            .map(Column::getCell)
            .findFirst()
            .orElseThrow();
    return ProtobufBlocks.line(cell.hasValue() ? cell.getValue() : cell);
  }

  private static String headers(Map<String, String> headers, Placeholders placeholders) {
    List<Block> texts =
        headers.entrySet().stream()
            .map(header -> "%s: \"%s\"".formatted(header.getKey(), header.getValue()))
            .map(text -> Block.leaf(placeholders.in(text)))
            .toList();
    return new Block("headers {", " ", texts, "", "}").text() + "\n";
  }

  private static String key(Event event, Placeholders placeholders) {
    String text = placeholders.in(ProtobufBlocks.line(parsed(event.keyBytes(), Key.parser())));
    return ProtobufBlocks.of("key", merged(Key.newBuilder(), text).build()).text() + "\n";
  }

  private static io.sluice.event.Event.Builder value(Event event, Placeholders placeholders) {
    String text = placeholders.in(ProtobufBlocks.line(parsed(event)));
    return merged(io.sluice.event.Event.newBuilder(), text);
  }

  private static String value(io.sluice.event.Event.Builder value) {
    return ProtobufBlocks.of("value", value.build()).brokenText();
  }

  private static io.sluice.event.Event parsed(Event event) {
    return parsed(event.valueBytes(), io.sluice.event.Event.parser());
  }

  private static <M> M parsed(Bytes bytes, Parser<M> parser) {
    try {
      return parser.parseFrom(bytes.get());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("not of event.proto: " + bytes, e);
    }
  }

  private static <B extends Message.Builder> B merged(B builder, String text) {
    try {
      TextFormat.merge(text, builder);
      return builder;
    } catch (TextFormat.ParseException e) {
      throw new AssertionError("not of event.proto: " + text, e);
    }
  }
}
