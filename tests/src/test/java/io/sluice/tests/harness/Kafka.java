package io.sluice.tests.harness;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.BytesDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.awaitility.Awaitility;

/** A client of one broker, for all of its topics. For one thread. */
public final class Kafka implements AutoCloseable {
  private static final Duration WAIT = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String bootstrap;
  private final KafkaConsumer<Bytes, Bytes> consumer;

  /** Connects to a broker, to read whatever is there. */
  public Kafka(String bootstrap) {
    this(bootstrap, "read_uncommitted");
  }

  /** Connects to a broker, to read only what is committed. */
  public static Kafka committed(String bootstrap) {
    return new Kafka(bootstrap, "read_committed");
  }

  private Kafka(String bootstrap, String isolation) {
    this.bootstrap = bootstrap;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "isolation.level",
                isolation,
                "retry.backoff.ms", // for topics that are just coming into being
                20L,
                "fetch.max.wait.ms", // a fetch from one topic holds up that from the next
                20),
            new BytesDeserializer(),
            new BytesDeserializer());
  }

  /** What goes into {@code bootstrap.servers}. */
  public String bootstrap() {
    return bootstrap;
  }

  /** Creates a topic that is to have more than one partition. */
  public void createTopic(String name, int partitions) {
    createTopics(List.of(new NewTopic(name, partitions, (short) 1)));
  }

  /** Creates topics at once that would otherwise come into being one by one. */
  public void createTopics(Collection<String> names) {
    createTopics(names.stream().map(name -> new NewTopic(name, 1, (short) 1)).toList());
  }

  private void createTopics(List<NewTopic> topics) {
    administer(admin -> admin.createTopics(topics).all());
  }

  /** Has a topic that is there keep the last record of each key, and all of those. */
  public void compact(String name) {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    ConfigEntry policy = new ConfigEntry("cleanup.policy", "compact");
    List<AlterConfigOp> change = List.of(new AlterConfigOp(policy, AlterConfigOp.OpType.SET));
    administer(admin -> admin.incrementalAlterConfigs(Map.of(topic, change)).all());
  }

  private void administer(Function<Admin, KafkaFuture<Void>> order) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      order.apply(admin).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the broker did not do it", e);
    }
  }

  /** Gives a user who logs in by SCRAM-SHA-512 another password, for connections to come. */
  public void changePassword(String user, String password) {
    ScramCredentialInfo scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 8192);
    var change = new UserScramCredentialUpsertion(user, scram, password);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.alterUserScramCredentials(List.of(change)).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("cannot change the password of " + user, e);
    }
  }

  /** Reads a topic from its first record on; it comes into being if it is not there yet. */
  public TopicReader read(String topic) {
    Awaitility.await("topic " + topic)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .atMost(PATIENCE)
        .until(() -> !partitions(topic).isEmpty());
    return new TopicReader(this, topic, partitions(topic));
  }

  /** The names of the topics that there are. */
  public Set<String> topics() {
    return consumer.listTopics().keySet();
  }

  private List<TopicPartition> partitions(String topic) {
    return consumer.partitionsFor(topic).stream().map(Kafka::partition).toList();
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }

  /** Waits a moment for records; none may come. */
  Iterable<ConsumerRecord<Bytes, Bytes>> poll(Map<TopicPartition, Long> from) {
    if (!consumer.assignment().equals(from.keySet())) {
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
    }
    return consumer.poll(WAIT);
  }

  /** Where partitions end now. */
  Map<TopicPartition, Long> ends(Set<TopicPartition> partitions) {
    return consumer.endOffsets(partitions);
  }

  /** Whether the partitions polled last were read up to there. */
  boolean hasReached(Map<TopicPartition, Long> ends) {
    return consumer.assignment().equals(ends.keySet())
        && ends.entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  @Override
  public void close() {
    consumer.close();
  }
}
