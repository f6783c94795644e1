package io.sluice.bench;

import com.google.common.primitives.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Notes when the rows of numbered writes came to a topic for the first time, and how many came
 * again. A row has its number in its column {@code b}, as {@code "b":1} or as {@code
 * "b":{"value":1}}.
 */
final class Receipts implements AutoCloseable {
  private static final byte[] COLUMN = "\"b\":".getBytes(StandardCharsets.US_ASCII);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LOOK = Duration.ofMillis(1);

  private final String topic;
  private final AtomicLongArray arrived;
  private final AtomicInteger distinct = new AtomicInteger();
  private final AtomicInteger again = new AtomicInteger();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private volatile Throwable failure;
  private volatile boolean closed;

  /** Begins to consume the topic's only partition, for up to so many rows. */
  Receipts(String bootstrap, String topic, int rows) {
    this.topic = topic;
    arrived = new AtomicLongArray(rows);
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                10_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    TopicPartition partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    consumer.position(partition); // creates the topic
    thread = new Thread(this::consume, "consumer of " + topic);
    thread.start();
  }

  private void consume() {
    try (consumer) {
      while (!closed) {
        consumer.poll(POLL).forEach(this::arrived);
      }
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void arrived(ConsumerRecord<byte[], byte[]> record) {
    long now = System.nanoTime();
    if (arrived.compareAndSet(number(record.value()), 0, now)) {
      distinct.incrementAndGet();
    } else {
      again.incrementAndGet();
    }
  }

  /** The first after the column's name; byte by byte, since the consumer shares the machine. */
  private int number(byte[] row) {
    int column = Bytes.indexOf(row, COLUMN);
    int at = column + COLUMN.length;
    while (at < row.length && !isDigit(row[at])) {
      at++;
    }
    if (column < 0 || at == row.length) {
      throw new IllegalStateException("a record of no row came to " + topic);
    }
    int number = 0;
    for (; at < row.length && isDigit(row[at]); at++) {
      number = 10 * number + row[at] - '0';
    }
    return number;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }

  /** How many records came of rows that were there already. */
  int again() {
    return again.get();
  }

  /**
   * Waits until so many rows have come, of which the numbers are below that.
   *
   * @throws IllegalStateException if they do not in time
   */
  void await(int rows, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (distinct.get() < rows && thread.isAlive() && System.nanoTime() < deadline) {
      Thread.sleep(LOOK.toMillis());
    }
    if (failure != null) {
      throw new IllegalStateException("the consumer of " + topic + " failed", failure);
    }
    if (distinct.get() < rows) {
      throw new IllegalStateException(
          rows - distinct.get() + " of " + rows + " rows did not come to " + topic);
    }
  }

  /**
   * How long after some moment each row came of those from one number to another, exclusive, which
   * have come: in milliseconds.
   *
   * @param moments of each row, in terms of {@link System#nanoTime}
   */
  double[] since(AtomicLongArray moments, int from, int to) {
    double[] millis = new double[to - from];
    Arrays.setAll(millis, i -> (arrived.get(from + i) - moments.get(from + i)) / 1e6);
    return millis;
  }

  /** When the last came of the rows from one number to another, exclusive. */
  long last(int from, int to) {
    long last = arrived.get(from);
    for (int row = from + 1; row < to; row++) {
      last = Math.max(last, arrived.get(row));
    }
    return last;
  }

  @Override
  public void close() {
    closed = true; // the consumer's thread sees it within its poll, and ends
  }
}
