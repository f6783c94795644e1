package io.sluice.tests.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what was delivered to one destination with the ledger. For one thread, when nobody
 * writes any more.
 */
final class Audit {
  private final AuditLedger ledger;
  private final List<Repetition> repetitions;
  private final Map<WriteId, Integer> places = new HashMap<>();
  private final Map<Long, Integer> newest = new HashMap<>();
  private final List<String> invented = new ArrayList<>();
  private final List<String> disordered = new ArrayList<>();
  private final List<String> unexplained = new ArrayList<>();
  private int repeated;
  private int place;

  /**
   * Nothing was delivered yet.
   *
   * @param repetitions what may come more than once
   */
  Audit(AuditLedger ledger, List<Repetition> repetitions) {
    this.ledger = ledger;
    this.repetitions = List.copyOf(repetitions);
  }

  /** Takes in what came next. */
  void take(Delivered delivered) {
    Fate fate = ledger.fate(delivered.id());
    if (fate == Fate.NEVER || fate == Fate.FAILED || !hasItsValue(delivered)) {
      invented.add(delivered.id() + " " + fate);
    }
    Integer first = places.putIfAbsent(delivered.id(), place);
    if (first == null) {
      checkOrder(delivered, fate);
    } else {
      checkRepetition(delivered, first);
    }
    place++;
  }

  private void checkRepetition(Delivered delivered, int first) {
    repeated++;
    if (repetitions.stream().noneMatch(r -> r.covers(delivered.node(), first))) {
      unexplained.add(delivered.id() + " at " + first + " and " + place);
    }
  }

  /**
   * What was found, when everything has come.
   *
   * @param differences between the table and what the records make of it
   */
  Findings findings(List<String> differences) {
    List<String> lost =
        ledger
            .all(Fate.ACKNOWLEDGED)
            .filter(id -> !places.containsKey(id))
            .map(WriteId::toString)
            .toList();
    return new Findings(place, repeated, lost, invented, disordered, unexplained, differences);
  }

  private boolean hasItsValue(Delivered delivered) {
    return delivered.value() == null || delivered.value().equals(ledger.value(delivered.id()));
  }

  /**
   * A writer waits for each answer: what was acknowledged was captured before the next was sent.
   */
  private void checkOrder(Delivered delivered, Fate fate) {
    WriteId id = delivered.id();
    long row = (long) id.writer() << 32 | delivered.row();
    int before = newest.getOrDefault(row, -1);
    if (fate == Fate.ACKNOWLEDGED && before > id.sequence()) {
      disordered.add(id + " behind " + before + ", row " + delivered.row());
    }
    newest.put(row, Math.max(before, id.sequence()));
  }
}
