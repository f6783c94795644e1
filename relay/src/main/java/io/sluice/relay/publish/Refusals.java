package io.sluice.relay.publish;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells records that are refused for what they hold from a topic, or a table, of which every record
 * is: of the latter so many are refused in a row, with none accepted in between. It counts each
 * topic or table on its own, so that one that works does not vouch for one that does not.
 *
 * <p>For one thread.
 */
final class Refusals {
  private final int limit;
  private final Map<String, Integer> inARow = new HashMap<>(); // nothing that was accepted last

  /**
   * Nothing refused yet.
   *
   * @param limit refusals in a row that may be the records' own fault
   */
  Refusals(int limit) {
    this.limit = limit;
  }

  void refused(String name) {
    inARow.merge(name, 1, Integer::sum);
  }

  void accepted(String name) {
    if (!inARow.isEmpty()) {
      inARow.remove(name);
    }
  }

  /** How many were refused since one was accepted. */
  int inARow(String name) {
    return inARow.getOrDefault(name, 0);
  }

  /** Sets that number, for who counts for himself. */
  void setInARow(String name, int refusals) {
    if (refusals == 0) {
      inARow.remove(name);
    } else {
      inARow.put(name, refusals);
    }
  }

  /** Whether it had as many refusals as it may. */
  boolean isAtLimit(String name) {
    return inARow(name) >= limit;
  }
}
