package io.sluice.relay.publish;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * {@link TransactionalKafka} by Kafka's own clients, in the order of KIP-618. Each step waits a few
 * seconds for the brokers. For one thread.
 */
public final class KafkaTransactionOpener implements TransactionalKafka {
  private static final String FEATURE = "transaction.version";

  /**
   * Since this one every transaction has an epoch of its own (KIP-890). Before, a request that was
   * late could get into the transaction after its own, or leave one open for ever.
   */
  private static final short VERSION = 2;

  private static final int INIT_TRIES = 5;

  private final Supplier<Map<String, Object>> properties;
  private final String topic;

  /**
   * Opens nothing yet.
   *
   * @param properties asked each time: as {@code ProducerConfig} names them, without serializers;
   *     IllegalArgumentException says why there are none now
   * @param topic of the positions
   */
  public KafkaTransactionOpener(Supplier<Map<String, Object>> properties, String topic) {
    this.properties = properties;
    this.topic = topic;
  }

  @Override
  public <E extends Exception> Opened open(String id, Ownership<E> ownership)
      throws TransactionFailedException, Unsuitable, E {
    Map<String, Object> now = currentProperties();
    try (Admin admin = Admin.create(ClientProperties.admin(now))) {
      requireVersion(admin);
      PositionTopic positions = new PositionTopic(topic, admin, now);
      PositionTopic.Place place = positions.place(id);
      return open(producer(now, id), ownership, positions, place);
    } catch (ExecutionException e) {
      throw failed(e.getCause() instanceof KafkaException cause ? cause : e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransactionFailedException("interrupted", e);
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private Map<String, Object> currentProperties() throws TransactionFailedException {
    try {
      Map<String, Object> now = properties.get();
      TlsPort.refuseWithoutTls(now);
      return now;
    } catch (IllegalArgumentException e) {
      throw failed(e);
    }
  }

  private static <E extends Exception> Opened open(
      Producer<byte[], byte[]> producer,
      Ownership<E> ownership,
      PositionTopic positions,
      PositionTopic.Place place)
      throws E, TransactionFailedException, ExecutionException, InterruptedException {
    boolean opened = false;
    try {
      initTransactions(producer);
      ownership.check();
      Optional<byte[]> position = positions.read(place);
      opened = true;
      return new Opened(new KafkaTransactions(producer, place), position);
    } finally {
      if (!opened) {
        producer.close(Duration.ZERO);
      }
    }
  }

  private static Producer<byte[], byte[]> producer(Map<String, Object> properties, String id) {
    Map<String, Object> transactional = new HashMap<>(properties);
    transactional.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
    return new KafkaProducer<>(transactional, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A transaction that was left open is undone meanwhile, which may take longer than one try. */
  private static void initTransactions(Producer<byte[], byte[]> producer) {
    for (int tries = 1; ; tries++) {
      try {
        producer.initTransactions();
        return;
      } catch (TimeoutException e) {
        if (tries == INIT_TRIES) {
          throw e;
        }
      }
    }
  }

  private static void requireVersion(Admin admin)
      throws InterruptedException, ExecutionException, Unsuitable {
    FinalizedVersionRange range =
        admin.describeFeatures().featureMetadata().get().finalizedFeatures().get(FEATURE);
    int level = range == null ? 0 : range.maxVersionLevel();
    if (level < VERSION) {
      throw new Unsuitable(
          "delivery: exactly_once needs brokers with %1$s=%2$d (Kafka 4.0 or newer), and these have %3$d; run kafka-features.sh upgrade --feature %1$s=%2$d, or set delivery: at_least_once"
              .formatted(FEATURE, VERSION, level));
    }
  }

  private TransactionFailedException failed(Exception error) {
    String what =
        error instanceof AuthorizationException
            ? "not authorised; exactly_once needs the rights to Describe and IdempotentWrite the"
                + " cluster, to Write and Describe its transactional id (sluice-*), and to"
                + " Create, Describe, DescribeConfigs, Read and Write topic "
                + topic
                + " (key: checkpoint_topic), which may also be created beforehand, compacted"
            : "Kafka does not let transactions begin: " + Advice.on(error);
    return new TransactionFailedException(what, error);
  }
}
