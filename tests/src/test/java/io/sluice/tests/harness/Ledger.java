package io.sluice.tests.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a {@link Load} did. Rows go by the key of their record.
 *
 * @param seed of the values
 * @param attempted every row that the node may have, with its value
 * @param acknowledged those that it must have
 * @param refused those of which the client was told that they failed, with the reason
 */
public record Ledger(
    long seed,
    Map<String, String> attempted,
    Map<String, String> acknowledged,
    Map<String, Throwable> refused) {
  static final int LAST_WRITER = -1;

  /** Of the row behind which there is none. */
  static final String LAST_KEY = key(LAST_WRITER, 0);

  static String key(int writer, int sequence) {
    return "{\"writer\":" + writer + ",\"sequence\":" + sequence + "}";
  }

  /** Waits until everything has come to a topic of one partition, and gives the rows' records. */
  public List<Event> deliveredTo(TopicReader topic) {
    topic.until("the last row " + LAST_KEY, event -> event.key().equals(LAST_KEY));
    return topic.soFar().stream().filter(event -> !event.key().equals(LAST_KEY)).toList();
  }

  /** Fails if an acknowledged row is not among the records, or one has not its row's value. */
  public void assertComplete(List<Event> events) {
    Map<String, String> missing = new HashMap<>(acknowledged);
    for (Event event : events) {
      missing.remove(event.key());
      assertValue(event);
    }
    assertThat(missing.keySet())
        .as("acknowledged, not delivered, of %d rows, seed %d", acknowledged.size(), seed)
        .isEmpty();
  }

  /** Fails if a record does not hold what its row was given, or is of no row. */
  void assertValue(Event event) {
    assertThat(event.value())
        .as("value of %s, seed %d", event, seed)
        .isEqualTo("{\"v\":\"" + attempted.get(event.key()) + "\"}");
  }

  /** Fails if a row has more than one record. */
  public void assertNoDuplicates(List<Event> events) {
    Set<String> seen = new HashSet<>();
    assertThat(events.stream().filter(event -> !seen.add(event.key())))
        .as("delivered again, of %d rows, seed %d", attempted.size(), seed)
        .isEmpty();
  }

  /** Fails unless everything comes to a topic of one partition, and nothing of it twice. */
  public void assertEachOnceIn(TopicReader topic) {
    List<Event> events = deliveredTo(topic);
    assertNothingRefused();
    assertComplete(events);
    assertNoDuplicates(events);
  }

  /** Fails if the node refused a row. */
  public void assertNothingRefused() {
    assertThat(refused).isEmpty();
  }
}
