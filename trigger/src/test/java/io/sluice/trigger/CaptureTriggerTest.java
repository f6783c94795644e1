package io.sluice.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.wal.record.SegmentHeader;
import io.sluice.wal.record.TableSchema;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.apache.cassandra.config.DatabaseDescriptor;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.exceptions.InvalidRequestException;
import org.apache.cassandra.exceptions.OverloadedException;
import org.apache.cassandra.triggers.ITrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CaptureTriggerTest {
  @RegisterExtension final TriggerHome home = new TriggerHome();

  @Test
  void aWriteStandsInTheJournalBehindItsSchemaAndTheNodesIdentity() throws Exception {
    String table = table();
    ITrigger trigger = new TriggerClassLoader().newTrigger();

    assertThat(trigger.augment(insert(table, "a"))).isNull();
    assertThat(trigger.augment(insert(table, "b"))).isNull();

    List<WalRecord> records = Journals.records(home.journal());
    SegmentHeader header = records.get(0).getHeader();
    TableSchema schema = records.get(1).getSchema();
    assertThat(header.getCluster()).isEqualTo(DatabaseDescriptor.getClusterName());
    assertThat(header.getDataCenter()).isEqualTo("datacenter1");
    assertThat(header.getRack()).isEqualTo("rack1");
    assertThat(header.getHostId().size()).isEqualTo(16);
    assertThat(header.getCassandraVersion()).isNotEmpty();
    assertThat(header.getWriteTimeoutMillis()).isEqualTo(5000); // of counters
    assertThat(header.getJournalId()).isNotZero();
    assertThat(header.getWriterId()).isNotZero();
    assertThat(schema.getKeyspace() + "." + schema.getTable()).isEqualTo(table);
    assertThat(records).hasSize(4);
    assertThat(records.get(2).getSchemaVersion()).isEqualTo(schema.getVersion());
    assertThat(Journals.keys(home.journal())).containsExactly("a", "b");
  }

  @Test
  void makesNoFileBeforeTheFirstWrite() throws Exception {
    ITrigger trigger = new TriggerClassLoader().newTrigger();

    assertThat(home.journal()).doesNotExist();
    trigger.augment(insert(table(), "a"));
    assertThat(home.journal()).isDirectory();
  }

  @Test
  void anUpdateThatChangesNothingIsNoChange() throws Exception {
    PartitionUpdate full = insert(table(), "a");
    ITrigger trigger = new TriggerClassLoader().newTrigger();

    trigger.augment(PartitionUpdate.emptyUpdate(full.metadata(), full.partitionKey()));
    trigger.augment(full);

    assertThat(Journals.keys(home.journal())).containsExactly("a");
  }

  @Test
  void instancesOfOneClassLoaderShareOneWriter() throws Exception {
    String table = table();
    TriggerClassLoader loader = new TriggerClassLoader();
    List<String> keys = IntStream.range(0, 64).mapToObj(i -> "k" + i).toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    for (String key : keys) {
      threads.execute(() -> loader.newTrigger().augment(insert(table, key)));
    }
    threads.shutdown();

    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(Journals.keys(home.journal())).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void aFullJournalRefusesTheWrite() throws Exception {
    home.settings("segment_size: 64KiB\nmax_backlog: 128KiB\nmax_wait: 10s");
    String table = table();
    ITrigger trigger = new TriggerClassLoader().newTrigger();

    assertThatThrownBy(() -> fill(trigger, table))
        .isInstanceOf(OverloadedException.class)
        .hasMessageContaining("max_backlog");
    assertThat((long) bean("RefusedAppends")).isEqualTo(1);
    assertThat((long) bean("DiscardedChanges")).isZero();
    assertThat((String) bean("LastError")).contains("max_backlog");
  }

  @Test
  void aFullJournalDiscardsTheChangeIfToldTo() throws Exception {
    home.settings("segment_size: 64KiB\nmax_backlog: 128KiB\nmax_wait: 10s\non_full: discard");
    String table = table();
    ITrigger trigger = new TriggerClassLoader().newTrigger();

    fill(trigger, table);

    assertThat((long) bean("DiscardedChanges")).isPositive();
    assertThat((long) bean("DiscardedChanges") + (long) bean("CapturedChanges")).isEqualTo(100);
  }

  @Test
  void aJournalThatCannotBeOpenedRefusesTheWriteUntilItCan() throws Exception {
    Files.writeString(home.journal(), "in the way");
    String table = table();
    ITrigger trigger = new TriggerClassLoader().newTrigger();

    assertThatThrownBy(() -> trigger.augment(insert(table, "a")))
        .isInstanceOf(OverloadedException.class)
        .hasMessageContaining("cannot be opened");
    Files.delete(home.journal());

    await().ignoreExceptions().until(() -> trigger.augment(insert(table, "b")) == null);
    assertThat(Journals.keys(home.journal())).containsExactly("b");
  }

  @Test
  void changesDiscardedBeforeTheJournalIsOpenAreAGapInIt() throws Exception {
    home.settings("on_full: discard");
    Files.writeString(home.journal(), "in the way");
    String table = table();
    ITrigger trigger = new TriggerClassLoader().newTrigger();
    trigger.augment(insert(table, "a"));
    trigger.augment(insert(table, "b"));
    Files.delete(home.journal());

    await()
        .until(
            () -> {
              trigger.augment(insert(table, "c"));
              return Files.isDirectory(home.journal());
            });
    WalRecord gap = Journals.records(home.journal()).get(1);

    assertThat(gap.getGap().getChanges()).isGreaterThanOrEqualTo(2);
    assertThat(gap.getGap().getReason()).contains("cannot be opened");
  }

  @Test
  void badSettingsFailEveryWriteWithAllProblems() throws Exception {
    home.settings("sync: sometimes\nmax_wiat: 1s");
    String table = table();
    ITrigger trigger = new TriggerClassLoader().newTrigger();

    assertThatThrownBy(() -> trigger.augment(insert(table, "a")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("sluice-trigger.yaml: 2 problems")
        .hasMessageContaining("sync: sometimes")
        .hasMessageContaining("max_wiat: unknown key; did you mean max_wait?");
  }

  @Test
  void theBeanShowsWhatWasDone() throws Exception {
    new TriggerClassLoader().newTrigger().augment(insert(table(), "a"));

    assertThat((long) bean("CapturedChanges")).isEqualTo(1);
    assertThat((long) bean("CapturedBytes")).isBetween(30L, 300L);
    assertThat((long) bean("RefusedAppends")).isZero();
    assertThat((long) bean("BacklogBytes")).isPositive();
    assertThat((int) bean("Segments")).isPositive();
    assertThat((String) bean("LastError")).isEmpty();
    assertThat(Path.of((String) bean("JournalDirectory"))).isEqualTo(home.journal());
    assertThat((String) bean("SyncMode")).isEqualTo("periodic");
    assertThat((String) bean("Version")).isNotEmpty();
  }

  @Test
  void aNewSegmentTellsWhatWasDone() throws Exception {
    home.settings("segment_size: 64KiB\nmax_backlog: 1MiB");
    ITrigger trigger = new TriggerClassLoader().newTrigger();
    String table = table();
    fill(trigger, table);

    assertThat(headers().get(0).getCapturedChanges()).isZero();
    SegmentHeader last = headers().get(headers().size() - 1);
    assertThat(last.getCapturedChanges()).isBetween(1L, (long) bean("CapturedChanges"));
    assertThat(last.getCapturedBytes()).isBetween(8000L, (long) bean("CapturedBytes"));
    assertThat(last.hasRefusedChanges()).isTrue();
    assertThat(last.hasDiscardedChanges()).isTrue();
    assertThat(last.getSync()).isEqualTo(SegmentHeader.Sync.PERIODIC);
    assertThat(last.getMaxBacklog()).isEqualTo(1 << 20);
  }

  private List<SegmentHeader> headers() throws IOException {
    return Journals.records(home.journal()).stream()
        .filter(WalRecord::hasHeader)
        .map(WalRecord::getHeader)
        .toList();
  }

  private static void fill(ITrigger trigger, String table) {
    String value = "x".repeat(8000);
    for (int i = 0; i < 100; i++) {
      trigger.augment(
          Cql.update("INSERT INTO " + table + " (k, v) VALUES ('" + i + "', '" + value + "')"));
    }
  }

  private static Object bean(String attribute) throws Exception {
    return ManagementFactory.getPlatformMBeanServer()
        .getAttribute(new ObjectName(CaptureTriggerMBean.NAME), attribute);
  }

  private static String table() {
    return Cql.table("k text PRIMARY KEY, v text)");
  }

  private static PartitionUpdate insert(String table, String key) {
    return Cql.update("INSERT INTO " + table + " (k, v) VALUES ('" + key + "', 'v')");
  }
}
