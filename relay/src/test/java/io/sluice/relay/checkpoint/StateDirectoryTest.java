package io.sluice.relay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
  @TempDir Path parent;

  @Test
  void isMadeForItsOwnerOnly() throws Exception {
    Path path = parent.resolve("var/sluice");
    try (StateDirectory state = StateDirectory.acquire(path)) {
      assertThat(Files.getPosixFilePermissions(path))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
      assertThat(Files.getPosixFilePermissions(path.resolve("relay.lock")))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      assertThat(state.checkpoint("demo").getParent()).isDirectory();
    }
  }

  @Test
  void isHeldByOneRelayAtATime() throws Exception {
    try (StateDirectory state = StateDirectory.acquire(parent)) {
      assertThat(state).isNotNull();
      assertThatThrownBy(() -> StateDirectory.acquire(parent))
          .isInstanceOf(DirectoryInUseException.class)
          .hasMessageContaining(parent.toString())
          .hasMessageContaining("key: state");
    }
    StateDirectory.acquire(parent).close();
  }
}
