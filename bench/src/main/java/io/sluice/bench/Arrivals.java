package io.sluice.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Notes when the records of numbered writes came to one destination. */
final class Arrivals implements AutoCloseable {

  private static final Pattern KEY = Pattern.compile("\\{\"k\":\"(\\d+)\"}");
  private static final Duration POLL = Duration.ofMillis(100);

  private final AtomicLongArray arrived;
  private final KafkaConsumer<String, String> consumer;
  private final Thread thread = new Thread(this::consume, "consumer");
  private volatile boolean closed;
  private final AtomicInteger missing;

  /** Begins to consume the topic's only partition. */
  Arrivals(String bootstrap, String topic, int writes) {
    arrived = new AtomicLongArray(writes);
    missing = new AtomicInteger(writes);
    consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
            new StringDeserializer(),
            new StringDeserializer());
    TopicPartition partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    consumer.position(partition); // creates the topic
    thread.start();
  }

  private void consume() {
    while (!closed) {
      consumer.poll(POLL).forEach(this::arrived);
    }
    consumer.close();
  }

  private void arrived(ConsumerRecord<String, String> record) {
    long now = System.nanoTime();
    Matcher key = KEY.matcher(record.key());
    if (!key.matches() || !arrived.compareAndSet(Integer.parseInt(key.group(1)), 0, now)) {
      throw new IllegalStateException("a record that should not be: " + record.key());
    }
    missing.decrementAndGet();
  }

  /**
   * Waits until every write has arrived.
   *
   * @throws IllegalStateException if some do not in time
   */
  void await(Duration patience) throws InterruptedException {
    awaitAllBut(0, patience);
  }

  /**
   * Waits until the first write has arrived, which must be the first to.
   *
   * @return when it did, in terms of {@link System#nanoTime}
   * @throws IllegalStateException if none does in time
   */
  long awaitFirst(Duration patience) throws InterruptedException {
    awaitAllBut(arrived.length() - 1, patience);
    return arrived.get(0);
  }

  private void awaitAllBut(int many, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (missing.get() > many && thread.isAlive() && System.nanoTime() < deadline) {
      Thread.sleep(POLL.toMillis());
    }
    if (missing.get() > many) {
      throw new IllegalStateException(missing + " records did not arrive");
    }
  }

  /**
   * How long after their acknowledgement the records of all writes came from a number on: in
   * milliseconds.
   *
   * @param acknowledged when each write was, in terms of {@link System#nanoTime}
   */
  Percentiles since(AtomicLongArray acknowledged, int from) {
    return Percentiles.of(since(acknowledged, from, arrived.length()));
  }

  /** The same, of the writes from one number to another, exclusive, which have arrived. */
  double[] since(AtomicLongArray acknowledged, int from, int to) {
    double[] millis = new double[to - from];
    Arrays.setAll(millis, i -> (arrived.get(from + i) - acknowledged.get(from + i)) / 1e6);
    return millis;
  }

  @Override
  public void close() {
    closed = true; // the consumer's thread sees it within its poll, and ends
  }
}
