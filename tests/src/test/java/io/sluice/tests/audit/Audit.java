package io.sluice.tests.audit;

import io.sluice.tests.replay.ReplayedTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares what was delivered to one destination with the ledger and with the table. For one
 * thread, when nobody writes any more and everything has come.
 */
final class Audit {
  private final AuditLedger ledger;
  private final DeliveryLog log;
  private final List<Repetition> repetitions;
  private final ReplayedTable replayed;
  private final Map<WriteId, Integer> places = new HashMap<>();
  private final Map<Long, Integer> newest = new HashMap<>();
  private final List<String> invented = new ArrayList<>();
  private final List<String> disordered = new ArrayList<>();
  private final List<String> unexplained = new ArrayList<>();
  private int repeated;
  private int place;

  /**
   * An audit to come.
   *
   * @param repetitions what may have come more than once
   */
  Audit(AuditLedger ledger, DeliveryLog log, List<Repetition> repetitions, AuditedTable table) {
    this.ledger = ledger;
    this.log = log;
    this.repetitions = List.copyOf(repetitions);
    replayed = new ReplayedTable(table.table());
  }

  /** Looks at everything. */
  Findings findings() {
    log.forEach(this::take);
    List<String> lost =
        ledger
            .all(Fate.ACKNOWLEDGED)
            .filter(id -> !places.containsKey(id))
            .map(WriteId::toString)
            .toList();
    return new Findings(
        place, repeated, lost, invented, disordered, unexplained, replayed.differences());
  }

  private void take(Delivered delivered) {
    replayed.apply(delivered.json());
    Fate fate = ledger.fate(delivered.id());
    if (fate == Fate.NEVER || fate == Fate.FAILED || !hasItsValue(delivered)) {
      invented.add(delivered.id() + " " + fate);
    }
    Integer first = places.putIfAbsent(delivered.id(), place);
    if (first == null) {
      checkOrder(delivered, fate);
    } else {
      repeated++;
      if (repetitions.stream().noneMatch(r -> r.covers(delivered.node(), first))) {
        unexplained.add(delivered.id() + " at " + first + " and " + place);
      }
    }
    place++;
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
