package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tools say that read these files, where they are installed. */
class ToolsTest {
  @TempDir Path directory;

  @Test
  void composeTakesItsFile() throws Exception {
    Command.assumeInstalled("docker");
    assumeTrue(
        Command.run("docker", "compose", "version").exitCode() == 0,
        "docker has no plugin compose here: nothing is checked with it");

    assertPasses("docker", "compose", "-f", "deploy/compose.yaml", "config", "--quiet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deploy/k8s", "deploy/k8s/k8ssandra"})
  void kustomizeTakesItsDirectories(String kustomization) throws Exception {
    Command.assumeInstalled("kubectl");

    Command built = Command.run("kubectl", "kustomize", kustomization);
    assertThat(built.exitCode()).as(built.output()).isZero();
    assertThat(built.output())
        .contains("kind: ConfigMap", "relay.yaml: |", "sluice-trigger.yaml: |");
  }

  /** With a program that is there in the place of one that is yet to be installed. */
  @Test
  void systemdTakesTheUnit() throws Exception {
    Command.assumeInstalled("systemd-analyze");
    String unit =
        Copied.text("systemd/sluice-relay.service").replace("/opt/sluice/bin/sluice", "/bin/true");
    Path file = Files.writeString(directory.resolve("sluice-relay.service"), unit);

    Command verified = Command.run("systemd-analyze", "verify", "--man=no", file.toString());
    assertThat(verified.exitCode()).as(verified.output()).isZero();
    assertThat(verified.output()).isEmpty();
  }

  /** 0 is least exposed, 10 most; what a JVM needs, and the network, are what is left. */
  @Test
  void theUnitIsHardened() throws Exception {
    Command.assumeInstalled("systemd-analyze");
    assumeTrue(
        Command.run("systemd-analyze", "--help").output().contains("--offline"),
        "this systemd-analyze knows no --offline: the unit's exposure is not checked");

    assertPasses(
        "systemd-analyze",
        "security",
        "--offline=true",
        "--threshold=20",
        "--no-pager",
        "deploy/systemd/sluice-relay.service");
  }

  @Test
  void shellcheckTakesTheScripts() throws Exception {
    Command.assumeInstalled("shellcheck");
    List<String> words = new ArrayList<>(List.of("shellcheck"));
    for (String name : Copied.named("")) {
      if (Copied.text(name).startsWith("#!/usr/bin/env bash")) {
        words.add("deploy/" + name);
      }
    }

    assertThat(words).hasSizeGreaterThan(2);
    assertPasses(words.toArray(String[]::new));
  }

  private static void assertPasses(String... words) throws IOException, InterruptedException {
    Command command = Command.run(words);
    assertThat(command.exitCode()).as(command.output()).isZero();
  }
}
