package io.sluice.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.exceptions.OverloadedException;
import org.apache.cassandra.triggers.ITrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The jar replaced in a running node: {@code nodetool reloadtriggers}. */
class ReloadTest {
  private static final int WRITERS = 8;
  private static final int RELOADS = 8;
  private static final int WRITES_BETWEEN_RELOADS = 200;

  @RegisterExtension final TriggerHome home = new TriggerHome();

  @Test
  void losesNothingAndDoublesNothing() throws Exception {
    String table = table();
    List<ITrigger> triggers = new CopyOnWriteArrayList<>(List.of(newTrigger()));
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    for (int writer = 0; writer < WRITERS; writer++) {
      String prefix = "w" + writer + "-";
      threads.execute(() -> write(prefix, table, triggers, acknowledged, stop));
    }

    for (int reload = 0; reload < RELOADS; reload++) {
      int before = acknowledged.size();
      await().until(() -> acknowledged.size() > before + WRITES_BETWEEN_RELOADS);
      triggers.add(newTrigger());
    }
    stop.set(true);
    threads.shutdown();

    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    assertThat(Journals.keys(home.journal())).containsExactlyInAnyOrderElementsOf(acknowledged);
  }

  /** Mostly through the newest instance; through an older one now and then, as Cassandra may. */
  private static void write(
      String prefix,
      String table,
      List<ITrigger> triggers,
      Queue<String> acknowledged,
      AtomicBoolean stop) {
    for (int i = 0; !stop.get(); i++) {
      String key = prefix + i;
      int newest = triggers.size() - 1;
      ITrigger trigger = triggers.get(i % 4 == 0 ? newest / 2 : newest);
      try {
        trigger.augment(insert(table, key));
        acknowledged.add(key);
      } catch (OverloadedException e) {
        // Refused while the journal changed hands: then it must not be there either.
      }
    }
  }

  @Test
  void letsTheOldClassesGo() throws Exception {
    String table = table();
    ExecutorService thread = Executors.newSingleThreadExecutor(); // lives on, as the database's do
    WeakReference<ClassLoader> old = useOnce(thread, table, "a");
    WeakReference<ClassLoader> current = useOnce(thread, table, "b");

    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              System.gc();
              return old.get() == null;
            });

    assertThat(current.get()).as("the owner's loader").isNotNull();
    assertThat(Journals.outcomes(home.journal())).containsExactly("a APPLIED", "b APPLIED");
    thread.shutdown();
  }

  @Test
  void everyWriterHasAnIdentityOfItsOwnInTheSameJournal() throws Exception {
    String table = table();
    newTrigger().augment(insert(table, "a"));
    newTrigger().augment(insert(table, "b"));

    var headers =
        Journals.records(home.journal()).stream()
            .filter(record -> record.hasHeader())
            .map(record -> record.getHeader())
            .toList();

    // Each writes its identity into every segment that it makes, also into one it did not need.
    assertThat(headers.stream().map(header -> header.getWriterId()).distinct()).hasSize(2);
    assertThat(headers)
        .extracting(header -> header.getJournalId())
        .containsOnly(headers.get(0).getJournalId());
  }

  @Test
  void aReloadMayMoveTheJournal() throws Exception {
    String table = table();
    ITrigger old = newTrigger();
    old.augment(insert(table, "a"));
    home.settings("directory: " + home.directory().resolve("elsewhere"));
    newTrigger().augment(insert(table, "b"));

    old.augment(insert(table, "late"));

    assertThat(Journals.keys(home.journal())).containsExactly("a");
    assertThat(Journals.keys(home.directory().resolve("elsewhere"))).containsExactly("b", "late");
  }

  @Test
  void aWriteAfterTheNodeHasDrainedIsRefused() throws Exception {
    String table = table();
    ITrigger trigger = newTrigger();
    trigger.augment(insert(table, "a"));
    TriggerHome.sealOwner();

    assertThat(catchOverloaded(() -> trigger.augment(insert(table, "b"))))
        .hasMessageContaining("shutting down");
  }

  private static OverloadedException catchOverloaded(Runnable write) {
    return catchThrowableOfType(OverloadedException.class, write::run);
  }

  private static WeakReference<ClassLoader> useOnce(
      ExecutorService thread, String table, String key) throws Exception {
    ITrigger trigger = newTrigger();
    thread.submit(() -> request(trigger, table, key)).get();
    return new WeakReference<>(trigger.getClass().getClassLoader());
  }

  private static void request(ITrigger trigger, String table, String key) {
    String cql = "INSERT INTO " + table + " (k, v) VALUES ('" + key + "', 'v')";
    ClientRequest request = ClientRequest.begin(ClientRequest.Way.EXECUTE, cql);
    trigger.augment(insert(table, key));
    request.answered();
  }

  private static ITrigger newTrigger() {
    return new TriggerClassLoader().newTrigger();
  }

  private static String table() {
    return Cql.table("k text PRIMARY KEY, v text)");
  }

  private static PartitionUpdate insert(String table, String key) {
    return Cql.update("INSERT INTO " + table + " (k, v) VALUES ('" + key + "', 'v')");
  }
}
