package io.sluice.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the records of a topic's only partition, from the first on. For one thread. */
final class TopicReader implements AutoCloseable {
  private static final Duration WAIT = Duration.ofMillis(200);

  private final KafkaConsumer<String, String> consumer;
  private final TopicPartition partition;

  /** Connects; creates the topic if it is not there, so that the first record finds it. */
  TopicReader(String bootstrap, String topic) {
    partition = new TopicPartition(topic, 0);
    consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
            new StringDeserializer(),
            new StringDeserializer());
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    consumer.position(partition);
  }

  /** Goes on after the first {@code count} records. */
  void skip(int count) {
    consumer.seek(partition, count);
  }

  /** Waits a moment for records; none may come. */
  List<ConsumerRecord<String, String>> poll() {
    return consumer.poll(WAIT).records(partition);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
