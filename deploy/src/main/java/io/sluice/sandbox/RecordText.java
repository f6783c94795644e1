package io.sluice.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A Kafka record for a person to read. */
final class RecordText {
  private RecordText() {}

  static String of(ConsumerRecord<String, String> record) {
    return String.join(
        "\n",
        "  key        " + record.key(),
        "  value      " + record.value(),
        "  timestamp  " + Instant.ofEpochMilli(record.timestamp()),
        "  headers    " + headers(record));
  }

  private static String headers(ConsumerRecord<String, String> record) {
    return StreamSupport.stream(record.headers().spliterator(), false)
        .map(RecordText::header)
        .collect(Collectors.joining("\n             "));
  }

  private static String header(Header header) {
    String value =
        header.value() == null ? "null" : new String(header.value(), StandardCharsets.UTF_8);
    return header.key() + "=" + value;
  }
}
