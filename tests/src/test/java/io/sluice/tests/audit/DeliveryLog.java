package io.sluice.tests.audit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/**
 * Keeps the value of every record of a topic in a file, one a line, in the order in which they
 * came: of one partition of the topic that of its offsets. Its thread reads until it is closed; the
 * other methods are for any thread.
 */
final class DeliveryLog implements AutoCloseable {
  private static final Duration WAIT = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final KafkaConsumer<String, String> consumer;
  private final List<TopicPartition> partitions;
  private final AuditedTable table;
  private final Path file;
  private final BufferedWriter out;
  private final Map<Integer, BitSet> seen = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean closing;
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger rounds = new AtomicInteger();
  private volatile boolean atEnd;
  private volatile Throwable failure;

  /**
   * Starts to read.
   *
   * @param isolation Kafka's isolation level
   * @param partitions how many the topic has
   */
  DeliveryLog(
      String bootstrap,
      String topic,
      int partitions,
      String isolation,
      AuditedTable table,
      Path file) {
    this.table = table;
    this.file = file;
    this.partitions =
        Stream.iterate(0, i -> i + 1)
            .limit(partitions)
            .map(i -> new TopicPartition(topic, i))
            .toList();
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap, "isolation.level", isolation),
            new StringDeserializer(),
            new StringDeserializer());
    try {
      out = Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    thread = new Thread(this::run, "deliveries-of-" + topic);
    thread.start();
  }

  private void run() {
    try (consumer;
        out) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!closing) {
        for (ConsumerRecord<String, String> delivered : consumer.poll(WAIT)) {
          keep(delivered.value());
        }
        atEnd = isAtEnd();
        rounds.incrementAndGet();
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  private boolean isAtEnd() {
    return partitions.stream().allMatch(partition -> consumer.currentLag(partition).orElse(1) == 0);
  }

  private void keep(String json) throws IOException {
    out.write(json);
    out.newLine();
    Delivered delivered = Delivered.of(json, table);
    BitSet ofWriter = seen.computeIfAbsent(delivered.id().writer(), w -> new BitSet());
    synchronized (ofWriter) {
      ofWriter.set(delivered.id().sequence());
    }
    count.incrementAndGet();
  }

  /** How many records came so far. */
  int count() {
    failIfDead();
    return count.get();
  }

  boolean has(WriteId id) {
    BitSet ofWriter = seen.get(id.writer());
    if (ofWriter == null) {
      return false;
    }
    synchronized (ofWriter) {
      return ofWriter.get(id.sequence());
    }
  }

  /** Waits until all that is in the topic now has come. The broker is to be there. */
  void drain() {
    int before = rounds.get();
    Awaitility.await("all of the topic")
        .atMost(PATIENCE)
        .until(
            () -> {
              failIfDead();
              return rounds.get() > before + 2 && atEnd;
            });
  }

  private void failIfDead() {
    if (failure != null) {
      throw new IllegalStateException("cannot read what is delivered", failure);
    }
  }

  /** Gives everything that came, in its order; to be called when it is closed. */
  void forEach(Consumer<Delivered> taker) {
    try (Stream<String> lines = Files.lines(file)) {
      lines.map(json -> Delivered.of(json, table)).forEach(taker);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Ends its thread. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the tests", e);
    }
  }
}
