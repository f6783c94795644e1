package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A parent JVM that is itself a child of the test, so that the test can kill it. */
class TetherTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void aChildEndsWhenItsParentIsKilled() throws Exception {
    assertChildEndsWithParent("run");
  }

  @Test
  void aPausedChildEndsWhenItsParentIsKilled() throws Exception {
    assertChildEndsWithParent("pause");
  }

  private void assertChildEndsWithParent(String what) throws Exception {
    ChildJvm parent =
        ChildJvm.start(
            Programs.command("parent", directory)
                .main(Programs.Parent.class.getName(), directory.toString(), what));
    parent.await(() -> parent.hasLogged(Programs.READY), LIMIT, passed -> {});
    long pid = Long.parseLong(Files.readString(directory.resolve("child.pid")));
    ProcessHandle child = ProcessHandle.of(pid).orElseThrow();

    parent.kill();

    child.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(child.isAlive()).isFalse();
  }
}
