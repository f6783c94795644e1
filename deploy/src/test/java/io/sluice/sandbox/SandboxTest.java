package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
  @TempDir Path temp;

  @Test
  void closesServersTheNewestFirstAndRemovesItsFiles() {
    List<String> stopped = new ArrayList<>();
    Sandbox sandbox = Sandbox.temporary(Progress.SILENT);
    for (String name : List.of("first", "second")) {
      sandbox.start(new Program(sandbox.directory(), name, Programs.Sleeper.class, stopped));
    }
    sandbox.checkAlive();

    sandbox.close();

    assertThat(stopped).containsExactly("second", "first");
    assertThat(sandbox.directory()).doesNotExist();
    assertThat(sandbox.isClosed()).isTrue();
  }

  @Test
  void keepsTheLogOfAFailedStart() throws Exception {
    Sandbox sandbox = Sandbox.temporary(Progress.SILENT);
    Program program =
        new Program(sandbox.directory(), "bad", Programs.Failing.class, new ArrayList<>());
    Path log = sandbox.directory().resolve("bad.log");
    assertThatThrownBy(() -> sandbox.start(program))
        .isInstanceOf(StartFailedException.class)
        .hasMessageContaining(log.toString());

    sandbox.close();

    assertThat(Files.readString(log)).contains("this program fails");
    sandbox.remove();
  }

  @Test
  void tellsAServerThatDiedFromOneThatWasEnded() {
    try (Sandbox sandbox = Sandbox.in(temp, Progress.SILENT)) {
      Program program = new Program(temp, "mortal", Programs.Sleeper.class, new ArrayList<>());
      assertThat(program.hasDied()).isFalse();
      sandbox.start(program);
      program.kill();
      assertThat(program.hasDied()).isFalse();
      program.start();
      assertThat(program.hasDied()).isFalse();
      ProcessHandle.of(program.pid()).orElseThrow().destroyForcibly();
      Awaitility.await().until(program::hasDied);
    }
  }

  @Test
  void namesAServerThatHasEnded() {
    try (Sandbox sandbox = Sandbox.in(temp, Progress.SILENT)) {
      Program program = new Program(temp, "ended", Programs.Sleeper.class, new ArrayList<>());
      sandbox.start(program);
      program.kill();
      assertThatThrownBy(sandbox::checkAlive)
          .hasMessageContaining("ended has ended")
          .hasMessageContaining(temp.resolve("ended.log").toString());
    }
    assertThat(temp).isNotEmptyDirectory();
  }

  /** A server that is one of the tests' programs. */
  private static final class Program extends Server {
    private final String name;
    private final JvmCommand command;
    private final List<String> stopped;

    Program(Path directory, String name, Class<?> main, List<String> stopped) {
      super(name, Progress.SILENT);
      this.name = name;
      this.command = Programs.command(name, directory).main(main.getName());
      this.stopped = stopped;
    }

    @Override
    JvmCommand prepare() {
      return command;
    }

    @Override
    boolean isReady(ChildJvm jvm) {
      return jvm.hasLogged(Programs.READY);
    }

    @Override
    String address() {
      return "nowhere";
    }

    @Override
    public void close() {
      super.close();
      stopped.add(name);
    }
  }
}
