package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Ledger;
import io.sluice.tests.harness.Load;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The relay goes down and comes back while clients write. */
@EndToEnd
class RelayRestartIT {
  private static final int ROUNDS = 3;
  private static final int ROWS = 300;

  private final Table table;
  private final RelayProcess relay;
  private final TopicReader topic;

  RelayRestartIT(Servers servers) {
    table = servers.cluster().keyspace().table(Load.TABLE);
    relay =
        servers.relay(
            new RelaySettings()
                .destination("d", table.toString(), servers.kafka().bootstrap())
                .channel(table, "d"));
    topic = servers.kafka().read(table.toString());
  }

  @Test
  void stoppedGracefullyItLosesNothingAndRepeatsNothing() {
    try (Load load = Load.startGently(table, 2)) {
      for (int round = 0; round < ROUNDS; round++) {
        topic.next(ROWS);
        relay.stop();
        load.awaitMore(ROWS);
        relay.start();
      }

      load.stop().assertEachOnceIn(topic);
      assertThat(relay.log())
          .content()
          .containsSubsequence(Collections.nCopies(ROUNDS, "sluice relay stopped"));
    }
  }

  @Test
  void killedItLosesNothingAndRepeatsOnlyWhatWasUnderWay() {
    try (Load load = Load.startGently(table, 2)) {
      topic.next(ROWS);
      relay.stop(); // so that a position is stored behind these rows
      relay.start();
      for (int round = 0; round < ROUNDS; round++) {
        topic.next(ROWS);
        relay.kill();
        load.awaitMore(ROWS);
        relay.start();
      }

      Ledger ledger = load.stop();
      List<Event> events = ledger.deliveredTo(topic);
      ledger.assertNothingRefused();
      ledger.assertComplete(events);
      assertRepeatsOnlyTheEnd(events);
    }
  }

  /**
   * Each start goes on from one place, in the order of before: what comes again is an unbroken run
   * that leads to where the relay was killed, and never begins before what was delivered when a
   * position was stored.
   */
  private static void assertRepeatsOnlyTheEnd(List<Event> events) {
    Map<String, Integer> firstSeen = new LinkedHashMap<>();
    int steps = 0;
    int previous = -1;
    for (Event event : events) {
      int place = firstSeen.computeIfAbsent(event.changeId(), id -> firstSeen.size());
      if (place != previous + 1) {
        steps++;
        assertThat(place).as("begins again at").isBetween(ROWS, previous);
      }
      previous = place;
    }
    assertThat(steps).as("times that it began again").isLessThanOrEqualTo(ROUNDS);
    assertThat(previous).isEqualTo(firstSeen.size() - 1);
  }
}
