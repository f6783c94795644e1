package io.sluice.tests.harness;

import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Reads a topic from its first record on. Each call gives the records behind those of the call
 * before, as soon as they come, and fails if they don't within a minute. For one thread.
 */
public final class TopicReader {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SHOWN = 50;

  private final Kafka kafka;
  private final String topic;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private int taken;

  TopicReader(Kafka kafka, String topic, List<TopicPartition> partitions) {
    this.kafka = kafka;
    this.topic = topic;
    partitions.forEach(partition -> next.put(partition, 0L));
  }

  /** The next record. */
  public Event next() {
    return next(1).get(0);
  }

  /** The next records. */
  public List<Event> next(int count) {
    await(count + " record(s)", () -> events.size() - taken >= count);
    return take(count);
  }

  /** The next records, as many as have come: one at least. */
  public List<Event> some() {
    await("a record", () -> events.size() > taken);
    return take(events.size() - taken);
  }

  /**
   * The next records up to the first that a condition holds for, which is among them.
   *
   * @param wanted what is waited for, in words
   */
  public List<Event> until(String wanted, Predicate<Event> last) {
    await("the record of " + wanted, () -> untaken().stream().anyMatch(last));
    List<Event> untaken = untaken();
    int count = 1;
    while (!last.test(untaken.get(count - 1))) {
      count++;
    }
    return take(count);
  }

  /** The next records up to where the topic ends now, for one that reads as this reader does. */
  public List<Event> toTheEnd() {
    Map<TopicPartition, Long> ends = kafka.ends(next.keySet());
    await("the end", () -> kafka.hasReached(ends));
    return take(events.size() - taken);
  }

  /** Every record that was ever given. */
  public List<Event> soFar() {
    return List.copyOf(events.subList(0, taken));
  }

  /** Forgets every record that was ever given, so that a long test keeps its memory. */
  public void forget() {
    events.subList(0, taken).clear();
    taken = 0;
  }

  private List<Event> take(int count) {
    List<Event> result = List.copyOf(events.subList(taken, taken + count));
    taken += count;
    return result;
  }

  private List<Event> untaken() {
    return events.subList(taken, events.size());
  }

  private void await(String wanted, BooleanSupplier arrived) {
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .atMost(PATIENCE)
          .until(() -> arrived.getAsBoolean() || poll(arrived));
    } catch (ConditionTimeoutException e) {
      fail("%s did not come to topic %s. What came:%n%s", wanted, topic, described());
    }
  }

  private boolean poll(BooleanSupplier arrived) {
    for (ConsumerRecord<Bytes, Bytes> kafkaRecord : kafka.poll(next)) {
      next.put(
          new TopicPartition(kafkaRecord.topic(), kafkaRecord.partition()),
          kafkaRecord.offset() + 1);
      events.add(Event.of(kafkaRecord));
    }
    return arrived.getAsBoolean();
  }

  private String described() {
    List<Event> untaken = untaken();
    int omitted = Math.max(0, untaken.size() - SHOWN);
    return (omitted > 0 ? omitted + " records, and then\n" : "")
        + untaken.stream().skip(omitted).map(Event::toString).collect(Collectors.joining("\n"));
  }
}
