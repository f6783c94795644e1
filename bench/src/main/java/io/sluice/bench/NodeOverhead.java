package io.sluice.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import io.sluice.sandbox.CassandraNode;
import io.sluice.sandbox.CassandraSettings;
import io.sluice.sandbox.Checkout;
import io.sluice.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Measures what capturing costs a real node, as its client sees it: throughput and latency with as
 * many writes under way as keep it busy, latency and the server's CPU at a fixed rate. A table that
 * nothing captures, one with an empty trigger, one with Sluice's and one with {@code cdc = true},
 * of one node, are written to in turns.
 */
public final class NodeOverhead {
  /** Many and short, so that what a turn compares was measured within seconds. */
  private static final int TURNS = 15;

  private static final int SECONDS = 3;
  private static final int SETTLE_SECONDS = 1;
  private static final int WARM_UP_SECONDS = Sizes.of(5, 1);
  private static final int WARM_UP_ROUNDS = Sizes.of(3, 1);
  private static final int IN_FLIGHT = 64;
  private static final int WISHED_RATE = 8_000;
  private static final double ROOM_FOR_RATE = 0.8;

  private static final List<Captured> MAIN =
      List.of(Captured.NOT, Captured.EMPTY_TRIGGER, Captured.PERIODIC, Captured.CDC);

  /** By themselves: a trigger that is loaded with other settings is compiled anew. */
  private static final List<Captured> GROUPED = List.of(Captured.NOT_AGAIN, Captured.GROUP);

  private static final int GROUPED_SHARE = 3;

  /** So that memtables stay small, and no flush falls into one turn and not into the other. */
  private static final int ROWS = 100_000;

  private final Sandbox sandbox;
  private final CassandraNode node;
  private final CdcRaw cdcRaw;
  private final int seconds;
  private final Map<Captured, Load> loads = new EnumMap<>(Captured.class);
  private final Map<Captured, List<Visits>> visits = new EnumMap<>(Captured.class);
  private int rate;

  /** Writes to a table for a while, and the server's CPU for each of them. */
  record Visit(Load.Measured writes, double cpuMicros) {}

  /** What was measured of a table in one turn. */
  record Visits(Visit saturated, Visit steady) {}

  private interface Writing {
    Load.Measured write() throws InterruptedException;
  }

  private NodeOverhead(Sandbox sandbox, int seconds) {
    this.sandbox = sandbox;
    this.seconds = seconds;
    node = sandbox.cassandra("cassandra", settings());
    cdcRaw = new CdcRaw(node);
  }

  private static CassandraSettings settings() {
    return new CassandraSettings()
        .jvmOption("-Xms2g")
        .jvmOption("-Xmx2g")
        .yaml("commitlog_segment_size_in_mb", "32")
        .yaml("memtable_heap_space_in_mb", "512")
        .yaml("memtable_offheap_space_in_mb", "512")
        .yaml("cdc_enabled", "true")
        .yaml("cdc_total_space_in_mb", "16384")
        .yaml("write_request_timeout_in_ms", "20000");
  }

  /**
   * Runs for about ten minutes.
   *
   * @param args the number of turns, 15 unless given, and how many seconds each measurement takes,
   *     3 unless given; {@code sync: group} gets a third of the turns
   */
  public static void main(String[] args) throws Exception {
    int turns = Sizes.of(args, 0, TURNS, 1);
    int seconds = Sizes.of(args, 1, SECONDS, 1);
    try (Sandbox sandbox = Sandbox.temporary(line -> System.out.println(line))) {
      new NodeOverhead(sandbox, seconds).run(turns);
    }
  }

  private void run(int turns) throws Exception {
    node.installTrigger(Checkout.triggerJar());
    node.installTrigger(TriggerJar.of(EmptyTrigger.class, sandbox.directory()));
    load("periodic");
    try (CqlSession session = node.connect()) {
      createTables(session);
      warmUp(MAIN);
      chooseRate();
      takeTurns(MAIN, turns);
      load("group");
      warmUp(GROUPED);
      takeTurns(GROUPED, Math.max(1, turns / GROUPED_SHARE));
    }
    new NodeOverheadReport(visits, rate, IN_FLIGHT).save();
  }

  private void load(String sync) throws IOException {
    Path settings = node.triggersDirectory().resolve("sluice-trigger.yaml");
    Files.writeString(settings, "sync: " + sync + "\n");
    node.reloadTriggers();
  }

  private void createTables(CqlSession session) {
    ComparedTable.createKeyspace(session);
    String sluice = "io.sluice.trigger.CaptureTrigger";
    ComparedTable captured = ComparedTable.withTrigger(session, "captured", sluice);
    String empty = EmptyTrigger.class.getName();
    ComparedTable plain = ComparedTable.plain(session, "plain");
    put(Captured.NOT, plain);
    put(Captured.NOT_AGAIN, plain);
    put(Captured.EMPTY_TRIGGER, ComparedTable.withTrigger(session, "empty", empty));
    put(Captured.PERIODIC, captured);
    put(Captured.GROUP, captured);
    put(Captured.CDC, ComparedTable.withCdc(session, "cdc"));
  }

  private void put(Captured captured, ComparedTable table) {
    loads.put(captured, new Load(IN_FLIGHT, number -> table.write(number % ROWS)));
    visits.put(captured, new ArrayList<>());
  }

  /** Cassandra's JVM takes a minute to be warm. */
  private void warmUp(List<Captured> tables) throws Exception {
    for (int round = 0; round < WARM_UP_ROUNDS; round++) {
      for (Captured captured : tables) {
        settle(captured, WARM_UP_SECONDS);
      }
    }
  }

  private void chooseRate() throws InterruptedException {
    double most = loads.get(Captured.NOT).saturate(seconds).perSecond();
    rate = most * ROOM_FOR_RATE >= WISHED_RATE ? WISHED_RATE : (int) (most / 2);
    System.out.printf("%.0f writes a second at most, %d a second as fixed rate%n", most, rate);
  }

  /** In an order by chance each turn, which is the same in each run. */
  private void takeTurns(List<Captured> tables, int turns) throws Exception {
    List<Captured> order = new ArrayList<>(tables);
    Random random = new Random(turns);
    for (int turn = 1; turn <= turns; turn++) {
      Collections.shuffle(order, random);
      for (Captured captured : order) {
        settle(captured, SETTLE_SECONDS);
        visit(turn, captured);
      }
    }
  }

  private void settle(Captured captured, int seconds) throws Exception {
    cdcRaw.consume();
    loads.get(captured).saturate(seconds);
  }

  private void visit(int turn, Captured captured) throws InterruptedException {
    Load load = loads.get(captured);
    Visit saturated = visit(() -> load.saturate(seconds));
    Visit steady = visit(() -> load.steady(rate, seconds));
    visits.get(captured).add(new Visits(saturated, steady));
    System.out.printf(
        "turn %d, %s: %.0f writes a second, %.1f µs CPU each; at %d a second p99 %.2f ms, %.1f µs%n",
        turn,
        captured,
        saturated.writes.perSecond(),
        saturated.cpuMicros,
        rate,
        steady.writes.percentiles().p99(),
        steady.cpuMicros);
  }

  private Visit visit(Writing writing) throws InterruptedException {
    double before = ProcessCpu.micros(node.pid());
    Load.Measured writes = writing.write();
    double used = ProcessCpu.micros(node.pid()) - before;
    return new Visit(writes, used / writes.requests());
  }
}
