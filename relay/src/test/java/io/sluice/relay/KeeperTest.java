package io.sluice.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.relay.checkpoint.DirectoryInUseException;
import io.sluice.relay.checkpoint.RelayLock;
import io.sluice.relay.control.Controls;
import io.sluice.wal.JournalDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperTest {
  @TempDir Path parent;

  private final AtomicReference<Throwable> death = new AtomicReference<>();

  @Test
  void aJournalThatIsMadeLaterIsHeldThen() throws Exception {
    Path path = parent.resolve("journal");
    try (JournalHold hold = hold(path)) {
      Keeper keeper = start(path, hold);
      Files.createDirectory(path);
      await().until(() -> Files.exists(path.resolve("relay.lock")));
      keeper.stop();
      assertThat(RelayLock.tryAcquire(path)).isEmpty();
      assertThat(death).hasNullValue();
    }
  }

  @Test
  void aJournalThatAnotherRelayHasEndsIt() throws Exception {
    try (RelayLock other = RelayLock.tryAcquire(parent).orElseThrow();
        JournalHold hold = hold(parent)) {
      Keeper keeper = start(parent, hold);
      await().until(() -> death.get() instanceof DirectoryInUseException);
      keeper.stop();
      assertThat(other.isInPlace()).isTrue();
    }
  }

  @Test
  void aLockFileThatIsDeletedIsMadeAgain() throws Exception {
    try (JournalHold hold = hold(parent)) {
      assertThat(hold.take()).isTrue();
      Files.delete(parent.resolve("relay.lock"));
      assertThat(hold.take()).isTrue();
      assertThat(parent.resolve("relay.lock")).exists();
    }
  }

  private Keeper start(Path path, JournalHold hold) throws IOException {
    SegmentCleaner cleaner =
        new SegmentCleaner(JournalDirectory.of(path), hold, Duration.ofMinutes(10));
    Controls controls = Controls.open(path.resolveSibling("controls.json"));
    Destinations none = new Destinations(new Queues(null, null, death::set), controls);
    Keeper keeper = new Keeper(none, cleaner, death::set);
    keeper.start();
    return keeper;
  }

  private static JournalHold hold(Path path) {
    return new JournalHold(JournalDirectory.of(path));
  }
}
