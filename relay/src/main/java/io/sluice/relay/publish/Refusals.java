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

  /**
   * Whether it has as many refusals as it may with some more that are yet to be counted; it is at
   * its limit then, and no longer those but all that come wait.
   */
  boolean refuses(String name, int more) {
    boolean all = inARow.getOrDefault(name, 0) + more >= limit;
    if (all) {
      inARow.put(name, limit);
    }
    return all;
  }

  /** Whether it had as many refusals as it may. */
  boolean isAtLimit(String name) {
    return inARow.getOrDefault(name, 0) >= limit;
  }
}
