package io.sluice.bench;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Says how fast topics fill, by asking the broker how long their only partitions are: which costs
 * it next to nothing, where a consumer would take its share of the CPU.
 */
final class Filling implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final long PAUSE_MILLIS = 20;

  /** A broker with very many is asked less often. */
  private static final int PARTITIONS_PER_MILLI = 10;

  private final Admin admin;
  private final List<TopicPartition> partitions;

  /** Creates the topics. */
  Filling(String bootstrap, List<String> topics) throws ExecutionException, InterruptedException {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    partitions = topics.stream().map(topic -> new TopicPartition(topic, 0)).toList();
    admin
        .createTopics(topics.stream().map(topic -> new NewTopic(topic, 1, (short) 1)).toList())
        .all()
        .get();
  }

  /**
   * Waits until there are so many records in all of them.
   *
   * @return records a second, from the first that were seen to the last
   */
  double await(long records) throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    long first = 0;
    long firstAt = 0;
    while (true) {
      long now = length();
      if (first == 0 && now > 0) {
        first = now;
        firstAt = System.nanoTime();
      }
      if (now >= records) {
        double seconds = (System.nanoTime() - firstAt) / (double) TimeUnit.SECONDS.toNanos(1);
        return (now - first) / seconds;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(now + " records came instead of " + records);
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  /** Waits until there are so many records in all of them. */
  void awaitLength(long records) throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    for (long now = length(); now < records; now = length()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(now + " records came instead of " + records);
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS + partitions.size() / PARTITIONS_PER_MILLI);
    }
  }

  /** How large all of them are together, as the broker keeps them: as they were sent. */
  long bytes() throws ExecutionException, InterruptedException {
    List<Integer> brokers =
        admin.describeCluster().nodes().get().stream().map(node -> node.id()).toList();
    Set<TopicPartition> own = Set.copyOf(partitions);
    return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
        .flatMap(directories -> directories.values().stream())
        .flatMap(directory -> directory.replicaInfos().entrySet().stream())
        .filter(replica -> own.contains(replica.getKey()))
        .mapToLong(replica -> replica.getValue().size())
        .sum();
  }

  private long length() throws ExecutionException, InterruptedException {
    var ends =
        admin
            .listOffsets(
                partitions.stream()
                    .collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest())))
            .all()
            .get();
    return ends.values().stream().mapToLong(end -> end.offset()).sum();
  }

  @Override
  public void close() {
    admin.close();
  }
}
