package io.sluice.bench;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A client that produces its rows straight to Kafka, as the relay would and with its settings: the
 * floor of what a way over a database may take.
 */
final class Direct implements AutoCloseable {
  private final String topic;
  private final KafkaProducer<String, String> producer;

  Direct(String bootstrap, String topic) {
    this.topic = topic;
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.BATCH_SIZE_CONFIG,
                64 << 10,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1),
            new StringSerializer(),
            new StringSerializer());
  }

  /** Sends the row with a number. */
  CompletionStage<Void> send(int number) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    Future<RecordMetadata> unused =
        producer.send(record(number), (metadata, problem) -> complete(sent, problem));
    return sent;
  }

  private static void complete(CompletableFuture<Void> sent, Exception problem) {
    if (problem == null) {
      sent.complete(null);
    } else {
      sent.completeExceptionally(problem);
    }
  }

  private ProducerRecord<String, String> record(int number) {
    String key = "{\"k\":\"" + number + "\"}";
    String value =
        "{\"a\":\"a line of some length\",\"b\":" + number + ",\"c\":" + number + ",\"d\":true}";
    return new ProducerRecord<>(topic, key, value);
  }

  @Override
  public void close() {
    producer.close();
  }
}
