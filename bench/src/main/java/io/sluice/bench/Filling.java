package io.sluice.bench;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
  private static final int WARM_UP_SHARE = 5;

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
   * How fast they filled, in records a second.
   *
   * @param whole from the first records that were seen to the last
   * @param warm from the first fifth to the last: whoever sends has been compiled by then, mostly
   */
  record Rate(double whole, double warm) {}

  /**
   * Waits until there are so many records in all of them.
   *
   * @throws IllegalStateException if whoever fills them ends before, or takes too long
   */
  Rate await(long records, ProcessHandle sender) throws ExecutionException, InterruptedException {
    awaitLength(1, sender::isAlive);
    Mark first = new Mark(length(), System.nanoTime());
    awaitLength(records / WARM_UP_SHARE, sender::isAlive);
    Mark warm = new Mark(length(), System.nanoTime());
    awaitLength(records, sender::isAlive);
    Mark last = new Mark(records, System.nanoTime());
    return new Rate(first.rateTo(last), warm.rateTo(last));
  }

  /** How many there were when. */
  private record Mark(long records, long nanos) {
    double rateTo(Mark later) {
      return (later.records - records)
          * (double) TimeUnit.SECONDS.toNanos(1)
          / (later.nanos - nanos);
    }
  }

  /** Waits until there are so many records in all of them. */
  void awaitLength(long records) throws ExecutionException, InterruptedException {
    awaitLength(records, () -> true);
  }

  private void awaitLength(long records, BooleanSupplier goesOn)
      throws ExecutionException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    for (long now = length(); now < records; now = length()) {
      if (System.nanoTime() > deadline || !goesOn.getAsBoolean()) {
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
