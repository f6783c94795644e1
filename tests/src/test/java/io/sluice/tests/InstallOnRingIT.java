package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Installation;
import io.sluice.tests.harness.Member;
import io.sluice.tests.harness.Ring;
import io.sluice.tests.harness.ShellCommand;
import io.sluice.tests.harness.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** {@code install-trigger} in a cluster of several nodes: where those run, with {@code -Psoak}. */
@EndToEnd
@EnabledIfSystemProperty(named = "sluice.audit.faults", matches = "[1-9]\\d*")
class InstallOnRingIT {
  private final Ring ring;

  InstallOnRingIT(Ring ring) {
    this.ring = ring;
  }

  @Test
  void noTriggerIsCreatedWhileANodeMayHaveNoJar() {
    Member member = ring.member(1);
    Table table = member.cluster().keyspace(3).uncapturedTable("(k int PRIMARY KEY)");
    Installation machine = new Installation(ring.newDirectory("machine"), member.node()).unpack();
    ShellCommand early = machine.run("bin/install-trigger --table " + table);
    assertThat(early.exitCode()).isEqualTo(1);
    assertThat(early.output())
        .contains(
            "the cluster has 2 more nodes, and one without the jar fails all writes to " + table);

    ShellCommand now = machine.run("bin/install-trigger --jar-everywhere --table " + table);
    assertThat(now.exitCode()).as(now.output()).isZero();
    assertThat(now.output())
        .contains("create the trigger sluice on %s, change its gc_grace_seconds".formatted(table))
        .contains(" is captured in " + member.node().journalDirectory() + ", by version ");

    Installation other = new Installation(ring.newDirectory("machine"), ring.member(2).node());
    ShellCommand mixed =
        machine.run("bin/install-trigger --check --cqlsh " + other.program("cqlsh"));
    assertThat(mixed.exitCode()).isEqualTo(1);
    assertThat(mixed.output())
        .isEqualTo(
            "install-trigger: the row that was written is not in %s: have --cqlsh name this node\n"
                .formatted(member.node().journalDirectory()));
  }
}
