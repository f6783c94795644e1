package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void passesArgumentsPropertiesAndEnvironment() throws Exception {
    ChildJvm child = failing();
    assertThat(child.awaitExit()).isNotZero();
    assertThat(Files.readString(child.log())).contains("a b|$c").contains("from env and property");
  }

  @Test
  void saysWhyAJvmDiedAtStart() {
    ChildJvm child = failing();
    assertThatThrownBy(() -> child.await(() -> false, LIMIT, passed -> {}))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining("failing ended while it started")
        .hasMessageContaining(child.log().toString())
        .hasMessageContaining("this program fails");
  }

  @Test
  void killsAJvmThatIsNeverReady() {
    ChildJvm child = sleeper();
    assertThatThrownBy(() -> child.await(() -> false, Duration.ofMillis(1), passed -> {}))
        .hasMessageContaining("sleeper was not ready within");
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void terminationRunsShutdownHooksAndAKillDoesNot() throws Exception {
    ChildJvm terminated = sleeper();
    terminated.terminate(LIMIT);
    assertThat(terminated.isAlive()).isFalse();
    assertThat(terminated.hasLogged("stopped properly")).isTrue();

    ChildJvm killed = sleeper();
    killed.kill();
    assertThat(killed.isAlive()).isFalse();
    assertThat(killed.hasLogged("stopped properly")).isFalse();
  }

  @Test
  void aPausedJvmIsStoppedAndGoesOn() {
    ChildJvm child = sleeper();
    child.pause();
    Awaitility.await().until(() -> state(child).equals("T"));
    child.resume();
    Awaitility.await().until(() -> !state(child).equals("T"));
    child.pause();
    child.terminate(LIMIT);
    assertThat(child.hasLogged("stopped properly")).isTrue();
  }

  @Test
  void ctrlCIsLeftToTheParent() throws Exception {
    ChildJvm child = sleeper();
    new ProcessBuilder("kill", "-INT", Long.toString(child.pid())).start().waitFor();
    child.terminate(LIMIT);
    assertThat(child.awaitExit()).isEqualTo(128 + 15);
  }

  private ChildJvm sleeper() {
    ChildJvm child =
        ChildJvm.start(
            Programs.command("sleeper", directory).main(Programs.Sleeper.class.getName()));
    child.await(() -> child.hasLogged(Programs.READY), LIMIT, passed -> {});
    return child;
  }

  private ChildJvm failing() {
    return ChildJvm.start(
        Programs.command("failing", directory)
            .property("given", "and property")
            .environment("GIVEN", "from env")
            .main(Programs.Failing.class.getName(), "a b", "$c"));
  }

  /** The state letter of {@code ps}: T is stopped. */
  private static String state(ChildJvm child) {
    try {
      Process ps =
          new ProcessBuilder(List.of("ps", "-o", "state=", "-p", Long.toString(child.pid())))
              .start();
      return new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).substring(0, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
