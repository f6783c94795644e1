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

/** Notes when numbered writes were acknowledged and when their records came. */
final class Arrivals implements AutoCloseable {

  private static final Pattern KEY = Pattern.compile("\\{\"k\":\"(\\d+)\"}");
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AtomicLongArray acknowledged;
  private final AtomicLongArray arrived;
  private final KafkaConsumer<String, String> consumer;
  private final Thread thread = new Thread(this::consume, "consumer");
  private volatile boolean closed;
  private final AtomicInteger missing;

  /** Begins to consume the topic's only partition. */
  Arrivals(String bootstrap, String topic, int writes) {
    acknowledged = new AtomicLongArray(writes);
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

  void acknowledged(int write, Throwable failure) {
    if (failure != null) {
      throw new IllegalStateException("write " + write + " failed", failure);
    }
    acknowledged.set(write, System.nanoTime());
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
   * @throws IllegalStateException if some do not
   */
  void await() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (missing.get() > 0 && System.nanoTime() < deadline) {
      Thread.sleep(POLL.toMillis());
    }
    if (missing.get() > 0) {
      throw new IllegalStateException(missing + " records did not arrive");
    }
  }

  /** Prints the distribution of all writes from a number on. */
  void print(int from) {
    double[] millis = new double[arrived.length() - from];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = (arrived.get(from + i) - acknowledged.get(from + i)) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf(
        "acknowledgement to arrival, %d writes: p50 %.2f ms, p90 %.2f ms, p99 %.2f ms, p99.9 %.2f"
            + " ms, max %.2f ms%n",
        millis.length,
        percentile(millis, 0.5),
        percentile(millis, 0.9),
        percentile(millis, 0.99),
        percentile(millis, 0.999),
        millis[millis.length - 1]);
  }

  private static double percentile(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  @Override
  public void close() {
    closed = true; // the consumer's thread sees it within its poll, and ends
  }
}
