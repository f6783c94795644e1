package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.SmallDisk;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TriggerYaml;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The journal's disk is full, and then it is not any more. */
@EndToEnd
class DiskFullIT {
  private static final int MEBIBYTES = 8;
  private static final String VALUE = "x".repeat(10_000);
  private static final int MORE_THAN_A_SEGMENT = 100;
  private static final String LAST = "{\"k\":-1}";

  private final Servers servers;
  private final Table table;
  private final List<String> acknowledged = new ArrayList<>();
  private int row;

  DiskFullIT(Servers servers) {
    this.servers = servers;
    table = servers.cluster().keyspace().table("(k int PRIMARY KEY, v text)");
  }

  @Test
  void writesAreRefusedUntilThereIsRoomAndWhatWasAcknowledgedIsDelivered() {
    try (SmallDisk disk = SmallDisk.mount(MEBIBYTES);
        TriggerYaml yaml = new TriggerYaml(servers.node())) {
      journalOn(disk, yaml, "reject");
      insert();
      disk.fill();
      Awaitility.await("a refusal").atMost(Duration.ofSeconds(60)).until(() -> !insert());
      int refused = row - 1;
      assertThat(table.execute("SELECT k FROM %s WHERE k = " + refused).all()).isEmpty();

      disk.free();
      Awaitility.await("room").atMost(Duration.ofSeconds(60)).until(this::insert);
      startRelay(disk);
      assertThat(delivered(acknowledged.size())).containsExactlyInAnyOrderElementsOf(acknowledged);
    }
  }

  @Test
  void writesGoOnAndWhatWasNotCapturedIsReported() {
    try (SmallDisk disk = SmallDisk.mount(MEBIBYTES);
        TriggerYaml yaml = new TriggerYaml(servers.node())) {
      journalOn(disk, yaml, "discard");
      insert();
      RelayProcess relay = startRelay(disk);
      disk.fill();
      Awaitility.await("a discarded change")
          .atMost(Duration.ofSeconds(60))
          .until(() -> insert() && discarded() > 0);
      for (int i = 0; i < MORE_THAN_A_SEGMENT; i++) {
        assertThat(insert()).isTrue();
      }
      long lost = discarded();

      disk.free();
      Awaitility.await("the relay's report of what was lost")
          .atMost(Duration.ofSeconds(60))
          .until(() -> insert() && Files.readString(relay.log()).contains("were not captured"));
      assertThat(lost).isPositive().isLessThanOrEqualTo(discarded());
      List<String> delivered = delivered(acknowledged.size() - (int) discarded());
      assertThat(acknowledged).containsAll(delivered);
      assertThat(delivered).doesNotHaveDuplicates();
      assertThat(table.execute("SELECT k FROM %s").all()).hasSize(acknowledged.size() + 1);
    }
  }

  private void journalOn(SmallDisk disk, TriggerYaml yaml, String onFull) {
    yaml.reload(
        "directory: %s\nsegment_size: 64KiB\non_full: %s"
            .formatted(disk.directory().resolve("journal"), onFull));
  }

  private boolean insert() {
    int key = row++;
    try {
      table.execute("INSERT INTO %s (k, v) VALUES (?, ?)", key, VALUE);
      acknowledged.add("{\"k\":" + key + "}");
      return true;
    } catch (OverloadedException e) {
      return false;
    }
  }

  private long discarded() {
    return (Long) servers.node().triggerAttribute("DiscardedChanges");
  }

  private RelayProcess startRelay(SmallDisk disk) {
    return servers.relay(
        disk.directory().resolve("journal"),
        new RelaySettings()
            .dedupeWindow("0s")
            .destination("d", table.toString(), servers.kafka().bootstrap())
            .channel(table, "d"));
  }

  /**
   * The rows that came until the last one, behind which there is none, has come too. Where the disk
   * had no room for a write's outcome, its record waits for a while and comes late.
   */
  private List<String> delivered(int count) {
    table.execute("INSERT INTO %s (k) VALUES (-1)");
    return servers.kafka().read(table.toString()).next(count + 1).stream()
        .map(Event::key)
        .filter(key -> !key.equals(LAST))
        .toList();
  }
}
