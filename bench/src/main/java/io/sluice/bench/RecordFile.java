package io.sluice.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The records of a topic's only partition, as a file: to be sent once more, byte for byte. */
final class RecordFile {
  private static final Duration POLL = Duration.ofSeconds(10);

  private RecordFile() {}

  /**
   * Copies the first records of a topic.
   *
   * @throws IllegalStateException if there are less
   */
  static void write(Path file, String bootstrap, String topic, int records) throws IOException {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            10_000);
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(settings, bytes, bytes);
        var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      consumer.seekToBeginning(consumer.assignment());
      for (int written = 0; written < records; ) {
        var some = consumer.poll(POLL);
        if (some.isEmpty()) {
          throw new IllegalStateException(topic + " has " + written + " records");
        }
        for (ConsumerRecord<byte[], byte[]> record : some) {
          write(out, record);
          written++;
        }
      }
    }
  }

  private static void write(DataOutputStream out, ConsumerRecord<byte[], byte[]> record)
      throws IOException {
    out.writeLong(record.timestamp());
    write(out, record.key());
    write(out, record.value());
    Header[] headers = record.headers().toArray();
    out.writeByte(headers.length);
    for (Header header : headers) {
      out.writeUTF(header.key());
      write(out, header.value());
    }
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }

  static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  /** The next one, for a topic. */
  static ProducerRecord<byte[], byte[]> read(DataInputStream in, String topic) throws IOException {
    long timestamp = in.readLong();
    byte[] key = read(in);
    byte[] value = read(in);
    List<Header> headers = new ArrayList<>();
    for (int left = in.readByte(); left > 0; left--) {
      headers.add(new RecordHeader(in.readUTF(), read(in)));
    }
    return new ProducerRecord<>(topic, null, timestamp, key, value, headers);
  }

  private static byte[] read(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : in.readNBytes(length);
  }
}
