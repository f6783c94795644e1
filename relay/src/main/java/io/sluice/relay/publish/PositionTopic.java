package io.sluice.relay.publish;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The compacted topic with one record for each transactional id: the position that its last
 * committed transaction led to. Many relays may share it. For one thread.
 */
final class PositionTopic {
  private static final Logger log = LoggerFactory.getLogger(PositionTopic.class);
  private static final int PARTITIONS = 8;

  /** Small, since nothing is compacted in the newest segment, and all of it is read at a start. */
  private static final String SEGMENT_BYTES = String.valueOf(16 << 20);

  private static final Duration READ_LIMIT = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(200);

  /** Where one id has its positions. */
  record Place(TopicPartition partition, String id) {
    byte[] key() {
      return id.getBytes(StandardCharsets.UTF_8);
    }
  }

  private final String name;
  private final Admin admin;
  private final Map<String, Object> producerProperties;

  PositionTopic(String name, Admin admin, Map<String, Object> producerProperties) {
    this.name = name;
    this.admin = admin;
    this.producerProperties = producerProperties;
  }

  /** Makes the topic if there is none, and makes sure that it keeps what it has to. */
  Place place(String id)
      throws InterruptedException, ExecutionException, TransactionalKafka.Unsuitable {
    int partitions = partitions();
    requireCompacted();
    int partition =
        Utils.toPositive(Utils.murmur2(id.getBytes(StandardCharsets.UTF_8))) % partitions;
    return new Place(new TopicPartition(name, partition), id);
  }

  private int partitions() throws InterruptedException, ExecutionException {
    try {
      return described();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw e;
      }
      return created();
    }
  }

  private int described() throws InterruptedException, ExecutionException {
    return admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions().size();
  }

  /** Returns its partitions: if another was quicker to make it, as many as that one chose. */
  private int created() throws InterruptedException, ExecutionException {
    NewTopic topic =
        new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())
            .configs(
                Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_COMPACT,
                    TopicConfig.SEGMENT_BYTES_CONFIG,
                    SEGMENT_BYTES));
    try {
      admin.createTopics(List.of(topic)).all().get();
      log.info("created the compacted topic {}, for positions (key: checkpoint_topic)", name);
      return PARTITIONS;
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
      return described();
    }
  }

  private void requireCompacted()
      throws InterruptedException, ExecutionException, TransactionalKafka.Unsuitable {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
    String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
    if (!policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      throw new TransactionalKafka.Unsuitable(
          "topic %s (key: checkpoint_topic) has cleanup.policy=%s, so positions would be lost; set cleanup.policy=compact, or name another topic"
              .formatted(name, policy));
    }
  }

  /**
   * The position that was committed last. Whoever calls has fenced all other producers with the id.
   *
   * <p>Reads up to the end that an uncommitted reader sees: what is committed may stand behind
   * another relay's open transaction, which hides it until that ends.
   */
  Optional<byte[]> read(Place place)
      throws InterruptedException, ExecutionException, TransactionFailedException {
    TopicPartition partition = place.partition();
    long end = offset(partition, OffsetSpec.latest());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            ClientProperties.consumer(producerProperties),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, offset(partition, OffsetSpec.earliest()));
      return lastBefore(end, consumer, place);
    }
  }

  private static Optional<byte[]> lastBefore(
      long end, KafkaConsumer<byte[], byte[]> consumer, Place place)
      throws TransactionFailedException {
    byte[] last = null;
    long begun = System.nanoTime();
    while (consumer.position(place.partition()) < end) {
      for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
        if (Arrays.equals(found.key(), place.key())) {
          last = found.value();
        }
      }
      if (System.nanoTime() - begun > READ_LIMIT.toNanos()) {
        throw new TransactionFailedException(
            "the end of "
                + place.partition()
                + " (key: checkpoint_topic) does not come: brokers are away, or another relay has"
                + " left a transaction open, which ends by its transaction.timeout.ms");
      }
    }
    return Optional.ofNullable(last);
  }

  private long offset(TopicPartition partition, OffsetSpec which)
      throws InterruptedException, ExecutionException {
    ListOffsetsOptions uncommitted = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);
    return admin
        .listOffsets(Map.of(partition, which), uncommitted)
        .partitionResult(partition)
        .get()
        .offset();
  }
}
