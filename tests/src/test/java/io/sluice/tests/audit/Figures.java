package io.sluice.tests.audit;

import java.time.Duration;
import java.util.Map;

/** What a run is summed up in, as it goes into a document. */
final class Figures {
  private Figures() {}

  /** Some lines of Markdown. */
  static String of(
      Nemesis nemesis, AuditLedger ledger, Duration catchUp, Map<String, Findings> findings) {
    StringBuilder text = new StringBuilder();
    text.append(nemesis).append("\n\n| what | count |\n|---|---|\n");
    row(text, "writes acknowledged", ledger.count(Fate.ACKNOWLEDGED));
    row(text, "writes failed for certain", ledger.count(Fate.FAILED));
    row(text, "writes whose client knows no outcome", ledger.count(Fate.UNKNOWN));
    row(text, "faults", nemesis.counts().values().stream().mapToInt(Integer::intValue).sum());
    nemesis.counts().forEach((kind, count) -> row(text, "faults: " + kind, count));
    text.append("| longest catch-up | %.1f s |%n".formatted(catchUp.toMillis() / 1000.0));
    findings.forEach((destination, found) -> text.append("\n" + destination + ": " + found));
    return text.toString();
  }

  private static void row(StringBuilder text, String what, int count) {
    text.append("| %s | %d |%n".formatted(what, count));
  }
}
