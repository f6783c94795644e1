package io.sluice.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.BytesDeserializer;
import org.apache.kafka.common.utils.Bytes;

/** Counts what comes to one topic, as a consumer sees it that reads what is committed. */
final class Drain implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final KafkaConsumer<Bytes, Bytes> consumer;

  /** Begins at the start of the topic's only partition. */
  Drain(String bootstrap, String topic) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                10_000),
            new BytesDeserializer(),
            new BytesDeserializer());
    TopicPartition partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    consumer.position(partition); // creates the topic
  }

  /**
   * Waits for so many records.
   *
   * @return records a second, between the first that came and the last
   * @throws IllegalStateException if they do not come, or more do
   */
  double await(int records) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int first = 0;
    long firstAt = 0;
    int count = 0;
    while (count < records && System.nanoTime() < deadline) {
      count += consumer.poll(POLL).count();
      if (first == 0 && count > 0) {
        first = count;
        firstAt = System.nanoTime();
      }
    }
    if (count != records) {
      throw new IllegalStateException(count + " records came instead of " + records);
    }
    return (count - first) / ((System.nanoTime() - firstAt) / (double) TimeUnit.SECONDS.toNanos(1));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
