package io.sluice.tests.docs;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import java.util.List;
import java.util.stream.Stream;

/** Messages in the text form of Protobuf, for a reader. */
final class ProtobufBlocks {
  private static final TextFormat.Printer PRINTER =
      TextFormat.printer().escapingNonAscii(false).emittingSingleLine(true);

  private ProtobufBlocks() {}

  /** A message that is named as a field would be. */
  static Block of(String name, Message message) {
    return new Block(name + " {", " ", fields(message).toList(), "", "}");
  }

  /** A message on one line. */
  static String line(Message message) {
    return PRINTER.printToString(message);
  }

  private static Stream<Block> fields(Message message) {
    return message.getAllFields().entrySet().stream()
        .flatMap(field -> values(field.getKey(), field.getValue()));
  }

  private static Stream<Block> values(FieldDescriptor field, Object value) {
    List<?> values = field.isRepeated() ? (List<?>) value : List.of(value);
    return values.stream().map(each -> value(field, each));
  }

  private static Block value(FieldDescriptor field, Object value) {
    if (value instanceof Message message) {
      return of(field.getName(), message);
    }
    Object printed = field.isRepeated() ? List.of(value) : value;
    return Block.leaf(PRINTER.printFieldToString(field, printed).strip());
  }
}
