package io.sluice.tests.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** That an audit finds nothing is worth as much as what it would have found. */
class AuditTest {
  private static final String NODE = "here";

  private final AuditLedger ledger = new AuditLedger(1, 1);
  private Audit audit = new Audit(ledger, List.of());

  @Test
  void allDeliveredOnceIsWell() {
    write(Fate.ACKNOWLEDGED, Fate.FAILED, Fate.UNKNOWN, Fate.ACKNOWLEDGED, Fate.UNKNOWN);
    deliver(0, 2, 3);

    Findings findings = findings();
    findings.assertNone("this run");
    assertThat(findings.records()).isEqualTo(3);
  }

  @Test
  void acknowledgedAndNotDeliveredIsLost() {
    write(Fate.ACKNOWLEDGED, Fate.ACKNOWLEDGED, Fate.UNKNOWN);
    deliver(0);

    assertThat(findings().lost()).containsExactly("0/1");
  }

  @Test
  void failedAndDeliveredIsInvented() {
    write(Fate.ACKNOWLEDGED, Fate.FAILED);
    deliver(0, 1);

    assertThat(findings().invented()).containsExactly("0/1 FAILED");
  }

  @Test
  void neverSentAndDeliveredIsInvented() {
    write(Fate.ACKNOWLEDGED);
    deliver(0, 1);

    assertThat(findings().invented()).containsExactly("0/1 NEVER");
  }

  @Test
  void otherValueIsInvented() {
    write(Fate.ACKNOWLEDGED);
    audit.take(new Delivered(new WriteId(0, 0), 0, "other", NODE, "{}"));

    assertThat(findings().invented()).containsExactly("0/0 ACKNOWLEDGED");
  }

  @Test
  void acknowledgedBehindALaterOneOfItsRowIsDisordered() {
    write(Fate.ACKNOWLEDGED, Fate.ACKNOWLEDGED);
    deliver(1, 0);

    assertThat(findings().disordered()).hasSize(1);
  }

  /** Its writer did not wait for it. */
  @Test
  void unknownBehindALaterOneIsNot() {
    write(Fate.UNKNOWN, Fate.ACKNOWLEDGED);
    deliver(1, 0);

    assertThat(findings().disordered()).isEmpty();
  }

  @Test
  void repeatedThoughItsPositionWasStoredIsUnexplained() {
    audit = new Audit(ledger, List.of(new Repetition(NODE, 1, 2)));
    write(Fate.ACKNOWLEDGED, Fate.ACKNOWLEDGED);
    deliver(0, 1, 0, 1);

    Findings findings = findings();
    assertThat(findings.repeated()).isEqualTo(2);
    assertThat(findings.unexplained()).containsExactly("0/0 at 0 and 2");
  }

  /** One relay was killed, not the one that repeats. */
  @Test
  void repeatedByAnotherNodeIsUnexplained() {
    audit = new Audit(ledger, List.of(new Repetition("there", 0, 2)));
    write(Fate.ACKNOWLEDGED);
    deliver(0, 0);

    assertThat(findings().unexplained()).hasSize(1);
  }

  private void write(Fate... fates) {
    for (Fate fate : fates) {
      ledger.writer(0).settle(ledger.writer(0).attempt(), fate);
    }
  }

  private void deliver(int... sequences) {
    for (int sequence : sequences) {
      WriteId id = new WriteId(0, sequence);
      audit.take(new Delivered(id, 0, ledger.value(id), NODE, "{}"));
    }
  }

  private Findings findings() {
    return audit.findings(List.of());
  }
}
