package io.sluice.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.sluice.relay.control.Switches;
import io.sluice.relay.report.Counter;
import io.sluice.wal.Position;
import io.sluice.wal.record.Gap;
import io.sluice.wal.record.WalRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PausedChannelsTest extends PausedChannels {

  @Test
  void aPausedChannelKeepsItsChangesWhileTheOtherGoesOn() throws Exception {
    start();
    insert("a", 1);
    awaitDelivered("a", 1);
    pause("a");
    insert("a", 2);
    insert("b", 3);
    awaitDelivered("b", 3);
    insert("a", 4);
    assertThat(delivered("a")).containsExactly(1);

    resume("a");
    awaitDelivered("a", 1, 2, 4);
    insert("a", 5);
    insert("b", 6);
    awaitDelivered("a", 1, 2, 4, 5);
    awaitDelivered("b", 3, 6);
  }

  @Test
  void aPauseIsRememberedOverARestart() throws Exception {
    start();
    pause("a");
    insert("a", 1);
    stop();
    insert("a", 2);
    start();
    insert("b", 3);
    awaitDelivered("b", 3);
    assertThat(delivered("a")).isEmpty();
    resume("a");
    awaitDelivered("a", 1, 2);
    stop();
    start();
    insert("a", 4);
    awaitDelivered("a", 1, 2, 4);
  }

  @Test
  void whatCameBeforeThePauseIsDeliveredFirst() throws Exception {
    kafka.down = true;
    start();
    insert("a", 1);
    pause("a");
    insert("a", 2);
    resume("a");
    insert("a", 3);
    kafka.down = false;
    awaitDelivered("a", 1, 2, 3);
  }

  @Test
  void aPausedQueueHoldsTheJournalFromItsFirstChangeOnAndNotBefore() throws Exception {
    start();
    pause("a");
    insert("b", 1);
    long first = insert("a", 2);
    insert("b", 3);
    awaitDelivered("b", 1, 3);
    await().until(() -> released() == first);
    resume("a");
    await().until(() -> released() > first);
  }

  @Test
  void aWholeDestinationIsPausedWithItsLanes() throws Exception {
    start();
    pause("a");
    resume("a");
    controls.change("demo", now -> new Switches(false, true));
    destinations.apply(config);
    insert("a", 1);
    insert("b", 2);
    stop();
    start();
    assertThat(kafka.records()).isEmpty();
    controls.change("demo", now -> Switches.NONE);
    destinations.apply(config);
    awaitDelivered("a", 1);
    awaitDelivered("b", 2);
  }

  @Test
  void aChannelThatIsPausedWhileItsDestinationIsKeepsWhatThatHasKept() throws Exception {
    start();
    controls.change("demo", now -> new Switches(false, true));
    destinations.apply(config);
    long first = insert("a", 1);
    insert("b", 2);
    await().until(() -> released() == first);
    pause("a");
    controls.change("demo", now -> Switches.NONE);
    destinations.apply(config);
    awaitDelivered("b", 2);
    assertThat(delivered("a")).isEmpty();
    resume("a");
    awaitDelivered("a", 1);
  }

  @Test
  void whatTheTriggerCouldNotCaptureIsCountedOnceThoughAllQueuesReadOfIt() throws Exception {
    start();
    pause("a");
    journal.record(WalRecord.newBuilder().setGap(Gap.newBuilder().setChanges(3)));
    insert("a", 1);
    insert("b", 2);
    awaitDelivered("b", 2);
    resume("a");
    awaitDelivered("a", 1);
    assertThat(counted(Counter.GAPS)).isEqualTo(1);
    assertThat(counted(Counter.LOST_CHANGES)).isEqualTo(3);
  }

  @Test
  void truncatedMeansNeverDelivered() throws Exception {
    start();
    pause("a");
    long first = insert("a", 1);
    await().until(() -> released() == first);
    truncate("a");
    long second = insert("a", 2);
    insert("b", 3);
    await().until(() -> released() == second);
    resume("a");
    awaitDelivered("a", 2);
    awaitDelivered("b", 3);
    assertThat(counted(Counter.NOT_COLLECTED)).isGreaterThan(0);
  }

  @Test
  void aMainQueueThatWaitsIsTruncatedTooButForWhatIsUnderWay() throws Exception {
    start();
    pause("b"); // so that this one has a queue of its own, and the other not
    kafka.down = true;
    for (int v = 0; v < 20_000; v++) {
      insert("a", v);
    }
    truncate("a");
    insert("a", 20_000);
    kafka.down = false;
    await().until(() -> delivered("a").contains(20_000));
    assertThat(delivered("a").size() + counted(Counter.NOT_COLLECTED)).isEqualTo(20_001);
    assertThat(counted(Counter.NOT_COLLECTED)).isGreaterThan(0);
  }

  @Test
  void withoutCollectionChangesArePassedOver() throws Exception {
    start();
    insert("a", 1);
    collect("a", false);
    insert("a", 2);
    insert("b", 3);
    awaitDelivered("b", 3);
    stop();
    start();
    insert("a", 4);
    collect("a", true);
    insert("a", 5);
    awaitDelivered("a", 1, 5);
    assertThat(counted(Counter.NOT_COLLECTED)).isGreaterThan(0);
  }

  @Test
  void whateverIsPausedAndResumedNothingIsLostDoubledOrOutOfOrder() throws Exception {
    long seed = System.nanoTime();
    System.out.println("paused channels: seed " + seed);
    Random random = new Random(seed);
    Map<String, List<Integer>> written = new HashMap<>();
    start();
    for (int v = 0; v < 3000; v++) {
      String table = random.nextBoolean() ? "a" : "b";
      insert(table, v);
      written.computeIfAbsent(table, t -> new ArrayList<>()).add(v);
      switch (random.nextInt(60)) {
        case 0 -> pause(table);
        case 1, 2 -> resume(table);
        case 3 -> {
          stop();
          start();
        }
        case 4 -> kafka.down = !kafka.down;
        default -> Thread.onSpinWait();
      }
    }
    kafka.down = false;
    resume("a");
    resume("b");
    for (String table : List.of("a", "b")) {
      awaitDelivered(table, written.get(table).toArray(Integer[]::new));
    }
  }

  @Test
  void whereverTheRelayCrashesNothingIsLostOrOutOfOrder() throws Exception {
    long seed = System.nanoTime();
    System.out.println("paused channels, crashing: seed " + seed);
    Random random = new Random(seed);
    Map<String, List<Integer>> written = new HashMap<>();
    start();
    remember();
    for (int v = 0; v < 3000; v++) {
      String table = random.nextBoolean() ? "a" : "b";
      insert(table, v);
      written.computeIfAbsent(table, t -> new ArrayList<>()).add(v);
      switch (random.nextInt(60)) {
        case 0 -> pause(table);
        case 1 -> resume(table);
        case 2 -> crash();
        case 3, 4, 5 -> remember();
        case 6 -> kafka.down = !kafka.down;
        default -> Thread.onSpinWait();
      }
    }
    kafka.down = false;
    resume("a");
    resume("b");
    for (String table : List.of("a", "b")) {
      await()
          .untilAsserted(
              () ->
                  assertThat(delivered(table).stream().distinct())
                      .as(table)
                      .containsExactlyElementsOf(written.get(table)));
      int last = written.get(table).get(written.get(table).size() - 1);
      await()
          .untilAsserted( // so a compacted topic has the row as it is
              () -> assertThat(delivered(table)).as(table).last().isEqualTo(last));
    }
  }

  @Test
  void whenAChannelIsGoneAnotherOneOfItsTablesGetsWhatItHasKept() throws Exception {
    tablesOfChannels = List.of("a", "*");
    start();
    pause("a");
    resume("a");
    kafka.down = true;
    insert("a", 1);
    insert("a", 2);
    reconfigure("*");
    kafka.down = false;
    insert("a", 3);
    awaitDelivered("a", 1, 2, 3);
    reconfigure("a", "*");
    insert("a", 4);
    awaitDelivered("a", 1, 2, 3, 4);
  }

  @Test
  void whatAChannelKeptIsThereWhenItComesBack() throws Exception {
    start();
    pause("a");
    insert("a", 1);
    reconfigure("b");
    insert("b", 2);
    awaitDelivered("b", 2);
    reconfigure("a", "b");
    resume("a");
    awaitDelivered("a", 1);
  }

  @Test
  void nothingOfANewJournalIsReleasedWhileAQueueStillHasTheOldOne() throws Exception {
    start();
    pause("a");
    insert("a", 1);
    insert("b", 2);
    awaitDelivered("b", 2);
    replaceJournal();
    long first = insert("b", 3);
    awaitDelivered("b", 2, 3);
    assertThat(released()).isEqualTo(Position.NONE);
    resume("a");
    insert("a", 4);
    awaitDelivered("a", 4);
    await().until(() -> released() > first);
  }

  private void replaceJournal() throws Exception {
    journal.close();
    MoreFiles.deleteDirectoryContents(
        journal.directory().path(), RecursiveDeleteOption.ALLOW_INSECURE);
    journal.reopen();
  }

  private long counted(Counter counter) {
    return destinations.status().get(0).counters().get(counter);
  }
}
