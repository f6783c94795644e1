package io.sluice.bench;

import static org.apache.kafka.clients.producer.ProducerConfig.ACKS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends the records of a {@link RecordFile} as fast as Kafka's producer takes them, with the
 * relay's settings of it: what no relay can be faster than.
 */
public final class BareProducer {
  private BareProducer() {}

  /**
   * Sends all of them; then stays until it is ended, so that it can be seen what CPU it took.
   *
   * @param args brokers, topic, file, how many records
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, Object> settings =
        Map.of(
            BOOTSTRAP_SERVERS_CONFIG,
            args[0],
            ACKS_CONFIG,
            "all",
            ENABLE_IDEMPOTENCE_CONFIG,
            true,
            MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            1,
            LINGER_MS_CONFIG,
            0,
            BATCH_SIZE_CONFIG,
            64 << 10);
    AtomicReference<Exception> failure = new AtomicReference<>();
    var bytes = new ByteArraySerializer();
    try (DataInputStream records = RecordFile.open(Path.of(args[2]));
        var producer = new KafkaProducer<>(settings, bytes, bytes)) {
      for (int left = Integer.parseInt(args[3]); left > 0; left--) {
        var unused =
            producer.send(
                RecordFile.read(records, args[1]),
                (sent, problem) -> failure.compareAndSet(null, problem));
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("a record was not taken", failure.get());
    }
    Thread.currentThread().join();
  }
}
