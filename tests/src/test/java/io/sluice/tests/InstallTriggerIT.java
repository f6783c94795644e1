package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.sandbox.CassandraNode;
import io.sluice.sandbox.Checkout;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Installation;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.ShellCommand;
import io.sluice.tests.harness.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What {@code install-trigger} does when something is wrong, and when it only looks. */
@EndToEnd
class InstallTriggerIT {
  private static final String COLUMNS = "(k int PRIMARY KEY)";

  private final Servers servers;
  private final Path directory;
  private final Installation machine;
  private final Table table;

  InstallTriggerIT(Servers servers) {
    this.servers = servers;
    this.directory = servers.newDirectory("machine");
    this.machine = new Installation(directory, servers.node()).unpack();
    this.table = servers.deliveredKeyspace().uncapturedTable(COLUMNS);
  }

  @Test
  void wrongUsageIsToldBeforeAnythingIsDone() {
    assertThat(wrong("")).contains("name tables with --table, or give --jar-only, --check or");
    assertThat(wrong("--nonsense")).contains("unknown option --nonsense");
    assertThat(wrong("--table")).contains("--table needs a value");
    assertThat(wrong("--table nonsense")).contains("nonsense is not of the form KEYSPACE.TABLE");
    assertThat(wrong("--table \"a.b'; DROP\"")).contains("is not of the form KEYSPACE.TABLE");
    assertThat(wrong("--jar-only --check")).contains("--jar-only and --check exclude each other");
    assertThat(wrong("--check --table a.b")).contains("--check takes no --table");
    assertThat(wrong("--table a.b --no-reload")).contains("--no-reload goes with --jar-only");
    assertThat(wrong("--check --cqlsh 'cqlsh -u a -p hidden'"))
        .contains("no password on a command line: cqlsh reads it from a file")
        .doesNotContain("hidden");
    assertThat(wrong("--jar-only --nodetool 'nodetool -u a -pw hidden'"))
        .contains("no password on a command line: nodetool reads it from a file")
        .doesNotContain("hidden");
  }

  @Test
  void whatIsMissingIsToldWithTheFixBeforeAnythingIsChanged() {
    assertThat(refused("--jar-only --jar sluice-trigger-1.jar"))
        .contains("cannot read the jar sluice-trigger-1.jar: name one with --jar FILE");
    assertThat(refused("--jar-only --triggers-dir nowhere"))
        .contains("no directory nowhere (--triggers-dir): give Cassandra's conf/triggers with");
    assertThat(refused("--jar-only --nodetool nowhere/nodetool"))
        .contains("nodetool version: ", "nowhere/nodetool", "give its path: --nodetool PATH");
    assertThat(refused("--check --cqlsh nowhere/cqlsh"))
        .contains("cqlsh: ", "give its path: --cqlsh PATH");
    assertThat(refused("--table %s.none".formatted(table.keyspace())))
        .contains("there is no table %s.none".formatted(table.keyspace()), "case counts");
    assertThat(servers.node().triggersDirectory().toFile().list())
        .filteredOn(name -> name.startsWith("sluice")) // another test leaves a trigger of its own
        .containsExactly(Checkout.triggerJar().getFileName().toString());
  }

  @Test
  void aMissingRightIsTold() {
    String nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
    assumeTrue(
        machine.run(nobody + "test -x bin/install-trigger").exitCode() == 0
            && machine.run(nobody + "nodetool version").exitCode() == 0,
        "needs root, and a source tree and a local repository that others may enter");
    String install = nobody + "bin/install-trigger ";
    assertThat(oneLine(machine.run(install + "--jar-only"), 1))
        .contains("no right to write into " + servers.node().triggersDirectory())
        .contains("run this as its owner, or as root");
    assertThat(oneLine(machine.run(install + "--check"), 1))
        .contains("cannot read the write-ahead file: ", "run this as Cassandra's user, or as root");
    assertThat(keyspaces()).isZero();
  }

  @Test
  void aNodeThatDoesNotRunIsToldOrGetsTheJarForItsStart() throws IOException {
    CassandraNode stopped = servers.stoppedNode();
    Path triggers = Files.createDirectories(stopped.triggersDirectory());
    Installation other = new Installation(servers.newDirectory("machine"), stopped).unpack();
    assertThat(refused(other, "--jar-only"))
        .contains(
            "nodetool version: ", "onnection refused", "--nodetool \"nodetool -h HOST -p PORT");
    assertThat(triggers).isEmptyDirectory();
    assertThat(refused("--check --cqlsh " + other.program("cqlsh")))
        .contains("cqlsh: Connection error", "--cqlsh \"cqlsh HOST PORT\"");

    done(other, "--jar-only --no-reload");
    assertThat(triggers.toFile().list())
        .containsExactlyInAnyOrder(
            Checkout.triggerJar().getFileName().toString(), "sluice-trigger.yaml");
    stopped.start();
    assertThat(done(other, "--check")).contains("is captured in " + stopped.journalDirectory());
  }

  @Test
  void theDryRunChangesNothing() {
    assertThat(done(machine, "--dry-run --table " + table))
        .contains(
            "would copy sluice-trigger.yaml to " + servers.node().triggersDirectory() + "\n",
            "would run nodetool reloadtriggers\n",
            "would create the trigger sluice on " + table + ", change its gc_grace_seconds",
            "would check that a row written to sluice_check.probe is captured\n");
    assertThat(table.described("trigger_name", "triggers")).isEmpty();
    assertThat(servers.node().triggersDirectory().toFile().list())
        .filteredOn(name -> name.startsWith("sluice")) // another test leaves a trigger of its own
        .containsExactly(Checkout.triggerJar().getFileName().toString());
  }

  @Test
  void anOtherJarThanTheOneThatWasInstalledIsNoticed() throws IOException {
    Path triggers = servers.newDirectory("triggers");
    Path jar = Files.copy(Checkout.triggerJar(), directory.resolve("sluice-trigger-9.9.jar"));
    Files.copy(jar, triggers.resolve("sluice-trigger-9.8.jar"));
    String elsewhere = " --triggers-dir %s --jar %s".formatted(triggers, jar);
    ShellCommand command = run(machine, "--table " + table + elsewhere);
    assertThat(command.exitCode()).isEqualTo(1);
    assertThat(command.output())
        .contains("remove sluice-trigger-9.8.jar, another version, from " + triggers + ": done\n")
        .endsWith(
            "install-trigger: the node captures with version %s of the trigger, not 9.9: is another"
                    .formatted(Installation.version())
                + " sluice-trigger-*.jar in Cassandra's lib directory?\n");
    assertThat(triggers.toFile().list())
        .containsExactlyInAnyOrder("sluice-trigger-9.9.jar", "sluice-trigger.yaml");
    assertThat(keyspaces()).isZero();
  }

  @Test
  void aNodeThatLooksElsewhereForTriggersIsNoticed() {
    CassandraNode node = servers.stoppedNode();
    node.start();
    Installation bare = new Installation(servers.newDirectory("machine"), node).unpack();
    ShellCommand command = run(bare, "--check");
    assertThat(command.exitCode()).as(command.output()).isEqualTo(1);
    assertThat(command.output().lines()).hasSize(1);
    assertThat(command.output())
        .contains("couldn't be loaded", "have this and every other node load its triggers");
  }

  private long keyspaces() {
    return servers
        .cluster()
        .execute(
            "SELECT count(*) FROM system_schema.keyspaces WHERE keyspace_name = 'sluice_check'")
        .one()
        .getLong(0);
  }

  private String wrong(String arguments) {
    return oneLine(run(machine, arguments), 2);
  }

  private String refused(String arguments) {
    return refused(machine, arguments);
  }

  private static String refused(Installation where, String arguments) {
    return oneLine(run(where, arguments), 1);
  }

  /** What it says, behind which triggers directory it found. */
  private static String oneLine(ShellCommand command, int exitCode) {
    assertThat(command.exitCode()).as(command.output()).isEqualTo(exitCode);
    return assertThat(
            command.output().lines().filter(line -> !line.startsWith("triggers directory (")))
        .singleElement()
        .asString()
        .startsWith("install-trigger: ")
        .actual();
  }

  private static String done(Installation where, String arguments) {
    ShellCommand command = run(where, arguments);
    assertThat(command.exitCode()).as(command.output()).isZero();
    return command.output();
  }

  private static ShellCommand run(Installation where, String arguments) {
    return where.run("bin/install-trigger " + arguments);
  }
}
