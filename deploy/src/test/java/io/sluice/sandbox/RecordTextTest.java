package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordTextTest {
  @Test
  void showsEverythingThatARecordCarries() {
    RecordHeaders headers = new RecordHeaders();
    headers.add("keyspace", "demo_ks".getBytes(StandardCharsets.UTF_8));
    headers.add("empty", null);
    var record =
        new ConsumerRecord<>(
            "t",
            0,
            7,
            1500,
            TimestampType.CREATE_TIME,
            1,
            1,
            "{\"k\":\"a\"}",
            (String) null,
            headers,
            Optional.empty());
    assertThat(RecordText.of(record).lines().map(String::strip))
        .containsExactly(
            "key        {\"k\":\"a\"}",
            "value      null",
            "timestamp  1970-01-01T00:00:01.500Z",
            "headers    keyspace=demo_ks",
            "empty=null");
  }
}
