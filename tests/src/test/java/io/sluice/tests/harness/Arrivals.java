package io.sluice.tests.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

/**
 * What came of a {@link Load}'s rows to a topic of one partition, however many they are: only their
 * keys are kept.
 */
public final class Arrivals {
  private final Ledger ledger;
  private final Set<String> came = new HashSet<>();
  private int records;

  private Arrivals(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Waits until everything has come; fails if a record does not hold what its row was given. */
  public static Arrivals of(Ledger ledger, TopicReader topic) {
    Arrivals arrivals = new Arrivals(ledger);
    for (boolean more = true; more; topic.forget()) {
      more = topic.some().stream().allMatch(arrivals::take);
    }
    return arrivals;
  }

  /** False for the row behind which there is none. */
  private boolean take(Event event) {
    if (event.key().equals(Ledger.LAST_KEY)) {
      return false;
    }
    ledger.assertValue(event);
    came.add(event.key());
    records++;
    return true;
  }

  /** Records that came, those that came again included. */
  public int records() {
    return records;
  }

  /** Records of rows that had come before. */
  public int repeated() {
    return records - came.size();
  }

  /** Fails if an acknowledged row did not come, or one came twice. */
  public void assertEachOnce() {
    assertThat(ledger.acknowledged().keySet().stream().filter(key -> !came.contains(key)))
        .as("acknowledged, not delivered, of %d rows", ledger.acknowledged().size())
        .isEmpty();
    assertThat(repeated()).as("records that came again").isZero();
  }
}
