package io.sluice.bench;

import io.sluice.sandbox.KafkaBroker;
import io.sluice.sandbox.Ports;
import io.sluice.sandbox.Sandbox;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures what a change costs a relay as something grows: the backlog, the tables, the channels
 * and destinations, the rows, the changes a second. That is the CPU of the relay's process, bytes
 * of journal and bytes in Kafka. Real relays and a real broker; the journals are made up.
 *
 * <p>What makes the costs comparable is {@link WarmRelay}. A small backlog is drained {@value
 * #SMALL_ONES} times in a turn, since the system counts CPU in hundredths of a second. Places of an
 * axis are visited in one direction and the other in turns.
 */
public final class Scaling {
  private static final int TURNS = 5;
  private static final int LARGEST_BACKLOG = 10_000_000;

  /** The largest takes minutes. */
  private static final int TURNS_OF_LARGEST = 3;

  private static final int SMALL_ONES = 10;
  private static final List<Integer> TABLES = List.of(1, 100, Sizes.of(1_000, 200));
  private static final List<Integer> CHANNELS = List.of(1, 10, Sizes.of(50, 20));
  private static final List<Integer> DESTINATIONS = List.of(1, Sizes.of(10, 2), Sizes.of(50, 3));
  private static final List<Integer> ROWS = List.of(100, 1_000, 10_000, 100_000, 1_000_000);

  /** Those of a node in rings of 1,000, 300 and 30 nodes with a million changes a second. */
  private static final List<Integer> RATES = List.of(1_000, 3_333, 33_333);

  private static final int SECONDS = Sizes.of(5, 1);

  private final Sandbox sandbox;
  private final KafkaBroker broker;
  private final int largest;
  private final ScalingReport report = new ScalingReport();
  private final Deque<WarmRelay> relays = new ArrayDeque<>();
  private final WarmRelay main;
  private final WarmRelay topicEach;
  private final Map<Integer, WarmRelay> channels = new TreeMap<>();
  private final Map<Integer, WarmRelay> destinations = new TreeMap<>();
  private final Map<Integer, WarmRelay> shared = new TreeMap<>();
  private final QueuedTable table = QueuedTable.many(1).get(0);
  private int turn;

  private interface Place {
    void visit(int x) throws Exception;
  }

  private Scaling(Sandbox sandbox, int largest) throws Exception {
    this.sandbox = sandbox;
    this.largest = largest;
    broker = sandbox.kafka("kafka", Ports.free());
    main = relay(RelayLayout.oneTopic("one"));
    topicEach = relay(RelayLayout.topicEach("each", Collections.max(TABLES)));
    for (int count : CHANNELS) {
      channels.put(count, relay(RelayLayout.channels(count)));
    }
    for (int count : DESTINATIONS) {
      destinations.put(count, relay(RelayLayout.destinations(count)));
      shared.put(count, relay(RelayLayout.shared(count)));
    }
  }

  private WarmRelay relay(RelayLayout layout) throws Exception {
    WarmRelay relay = new WarmRelay(sandbox, broker, layout);
    relays.push(relay);
    return relay;
  }

  /**
   * Runs for about twenty-five minutes.
   *
   * @param args the number of turns, 5 unless given, and the changes of the largest backlog, 10
   *     million unless given, of which all other sizes are shares
   */
  public static void main(String[] args) throws Exception {
    int turns = Sizes.of(args, 0, TURNS, 1);
    int largest = Sizes.of(args, 1, LARGEST_BACKLOG, 5_000);
    try (Sandbox sandbox = Sandbox.temporary(line -> System.out.println(line))) {
      Scaling scaling = new Scaling(sandbox, largest);
      scaling.run(turns);
    }
  }

  private void run(int turns) throws Exception {
    warmUp();
    for (turn = 1; turn <= turns; turn++) {
      System.out.println("turn " + turn + " of " + turns);
      visit(List.of(largest / 100, largest / 10, largest), this::backlog);
      visit(TABLES, this::tables);
      visit(CHANNELS, this::channels);
      visit(DESTINATIONS, this::destinations);
      visit(ROWS, this::rows);
      visit(RATES, this::rate);
    }
    for (WarmRelay relay : relays) {
      report.heap(relay.heapMebibytes());
      relay.close();
    }
    notes(turns);
    report.save();
  }

  /**
   * Until everything is compiled, producers know all topics, and the window of the relay that
   * drains backlogs is full.
   */
  private void warmUp() throws Exception {
    for (WarmRelay relay : relays) {
      relay.warmUp(relay.equals(main) ? largest / 5 : largest / 25);
    }
  }

  private void visit(List<Integer> places, Place place) throws Exception {
    List<Integer> order = new ArrayList<>(places);
    if (turn % 2 == 0) {
      Collections.reverse(order);
    }
    for (int x : order) {
      place.visit(x);
    }
  }

  private void backlog(int changes) throws Exception {
    if (changes == largest && turn > TURNS_OF_LARGEST) {
      return;
    }
    Drained drained = Drained.NOTHING;
    for (int i = 0; i < (changes == largest / 100 ? SMALL_ONES : 1); i++) {
      drained = drained.plus(main.drain(List.of(table), changes));
    }
    report.add(Axis.BACKLOG, ScalingReport.ONLY, changes, drained);
    if (changes == largest / 10) {
      report.rate(drained.changesPerSecond());
    }
  }

  private void tables(int count) throws Exception {
    List<QueuedTable> tables = QueuedTable.many(count);
    report.add(Axis.TABLES, "one topic", count, main.drain(tables, largest / 50));
    report.add(Axis.TABLES, "a topic each", count, topicEach.drain(tables, largest / 50));
  }

  private void channels(int count) throws Exception {
    Drained drained = channels.get(count).drain(QueuedTable.many(count), largest / 50);
    report.add(Axis.CHANNELS, ScalingReport.ONLY, count, drained);
  }

  /** With more of them less of a journal, or it would take too long. */
  private void destinations(int count) throws Exception {
    int changes = Math.max(largest / 500, largest / 50 / count);
    Drained all = destinations.get(count).drain(List.of(table), changes);
    report.add(Axis.DESTINATIONS, ScalingReport.EACH_GETS_ALL, count, all);
    Drained own = shared.get(count).drain(QueuedTable.many(count), largest / 100);
    report.add(Axis.DESTINATIONS, ScalingReport.EACH_GETS_ITS_OWN, count, own);
  }

  /** The same bytes with each size, but no more changes than of small rows otherwise. */
  private void rows(int bytes) throws Exception {
    int changes = Math.max(1, Math.min(largest / 50, largest / bytes * 10));
    Drained drained = main.drain(List.of(QueuedTable.ofRows(bytes)), changes);
    report.add(Axis.ROW, ScalingReport.ONLY, bytes, drained);
  }

  private void rate(int perSecond) throws Exception {
    report.add(Axis.RATE, ScalingReport.ONLY, perSecond, main.steady(table, perSecond, SECONDS));
  }

  private void notes(int turns) {
    report.note(
        "Each relay is one process for all turns, and warm: a backlog is queued while it is frozen,"
            + " and its CPU counts from when it goes on to when all is in the topics. In a turn the"
            + " smallest backlog is drained "
            + SMALL_ONES
            + " times, and the mean counts; the largest has its turns only in the first "
            + Math.min(turns, TURNS_OF_LARGEST)
            + ".");
    report.note(
        "Small rows have 21 bytes of text, an int and the key; `flat`, uncompressed, one Kafka"
            + " partition for each topic. CPU is that of the whole process, JVM included; a record"
            + " is a change for each destination. Journal is with outcomes, frames and schemas.");
    report.note(
        "Producers have a metadata.max.idle.ms of an hour: one that has forgotten 1,000 topics while"
            + " it was frozen would have to ask for each of them again.");
    report.note(
        "Relays of several destinations have dedupe.max_entries of 20,000, since 50 windows of a"
            + " million would not fit into a heap of 256 MiB.");
  }
}
