package io.sluice.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import io.sluice.sandbox.CassandraNode;
import io.sluice.sandbox.CassandraSettings;
import io.sluice.sandbox.Checkout;
import io.sluice.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Measures what capturing costs a real node, as its client sees it: throughput and latency with as
 * many writes under way as keep it busy, latency and the server's CPU at a fixed rate. A table that
 * nothing captures, one with an empty trigger, one with Sluice's and one with {@code cdc = true},
 * of one node, are written to in turns.
 */
public final class NodeOverhead {
  private static final int TURNS = 5;

  /**
   * A turn goes round all tables so often: what is compared was measured within a second, whatever
   * else the machine does in the long run.
   */
  private static final int ROUNDS = 40;

  /** How long one table is written to before the next one is. */
  private static final Duration SLICE = Duration.ofMillis(250);

  private static final Duration WARM_UP = Duration.ofSeconds(Sizes.of(5, 1));
  private static final int WARM_UP_ROUNDS = Sizes.of(3, 1);
  private static final int IN_FLIGHT = 64;
  private static final int WISHED_RATE = 8_000;
  private static final double ROOM_FOR_RATE = 0.8;

  private static final List<Captured> MAIN =
      List.of(Captured.NOT, Captured.EMPTY_TRIGGER, Captured.PERIODIC, Captured.CDC);

  /** By themselves: a trigger that is loaded with other settings is compiled anew. */
  private static final List<Captured> GROUPED = List.of(Captured.NOT_AGAIN, Captured.GROUP);

  /** A memtable is full after some seconds of any table: flushes are part of what all cost. */
  private static final int ROWS = 100_000;

  private final Sandbox sandbox;
  private final CassandraNode node;
  private final CdcRaw cdcRaw;
  private final int rounds;
  private final Map<Captured, Load> loads = new EnumMap<>(Captured.class);
  private final Map<Captured, List<Visits>> visits = new EnumMap<>(Captured.class);
  private final Random random = new Random(1); // the same orders in each run
  private int rate;

  /** Writes to a table, and the server's CPU for them. */
  static final class Visit {
    private final Load.Measured writes = new Load.Measured();
    private double cpu;

    Load.Measured writes() {
      return writes;
    }

    double cpuMicros() {
      return cpu / writes.requests();
    }
  }

  /** What was measured of a table in one turn. */
  record Visits(Visit saturated, Visit steady) {
    Visits() {
      this(new Visit(), new Visit());
    }
  }

  private interface Writing {
    Load.Measured write(Load load) throws InterruptedException;
  }

  private NodeOverhead(Sandbox sandbox, int rounds) {
    this.sandbox = sandbox;
    this.rounds = rounds;
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
   * Runs for about twelve minutes.
   *
   * @param args the number of turns, 5 unless given, and how often each goes round all tables, 40
   *     times unless given
   */
  public static void main(String[] args) throws Exception {
    int turns = Sizes.of(args, 0, TURNS, 1);
    int rounds = Sizes.of(args, 1, ROUNDS, 1);
    try (Sandbox sandbox = Sandbox.temporary(line -> System.out.println(line))) {
      new NodeOverhead(sandbox, rounds).run(turns);
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
      takeTurns(GROUPED, turns);
    }
    new NodeOverheadReport(visits, rate, IN_FLIGHT).save();
  }

  private void load(String sync) throws IOException {
    Path settings = node.triggersDirectory().resolve("sluice-trigger.yaml");
    Files.writeString(settings, "sync: " + sync + "\nmax_wait: 10s\n");
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
        loads.get(captured).saturate(WARM_UP);
      }
      cdcRaw.consume();
    }
  }

  private void chooseRate() throws InterruptedException {
    double most = loads.get(Captured.NOT).saturate(WARM_UP).perSecond();
    rate = most * ROOM_FOR_RATE >= WISHED_RATE ? WISHED_RATE : (int) (most / 2);
    System.out.printf("%.0f writes a second at most, %d a second as fixed rate%n", most, rate);
  }

  private void takeTurns(List<Captured> tables, int turns) throws Exception {
    for (int turn = 1; turn <= turns; turn++) {
      Map<Captured, Visits> ofTurn = new EnumMap<>(Captured.class);
      tables.forEach(captured -> ofTurn.put(captured, new Visits()));
      takeTurn(ofTurn);
      for (Captured captured : tables) {
        visits.get(captured).add(ofTurn.get(captured));
        print(turn, captured, ofTurn.get(captured));
      }
    }
  }

  /** First all of the rounds at saturation: whoever was behind it would find the node busy yet. */
  private void takeTurn(Map<Captured, Visits> ofTurn) throws Exception {
    goRound(ofTurn, Visits::saturated, load -> load.saturate(SLICE));
    goRound(ofTurn, Visits::steady, load -> load.steady(rate, SLICE));
    cdcRaw.consume();
  }

  private void goRound(Map<Captured, Visits> ofTurn, Function<Visits, Visit> visit, Writing writing)
      throws InterruptedException {
    List<Captured> order = new ArrayList<>(ofTurn.keySet());
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(order, random);
      for (Captured captured : order) {
        visit(visit.apply(ofTurn.get(captured)), loads.get(captured), writing);
      }
    }
  }

  private void visit(Visit visit, Load load, Writing writing) throws InterruptedException {
    double before = ProcessCpu.micros(node.pid());
    visit.writes.add(writing.write(load));
    visit.cpu += ProcessCpu.micros(node.pid()) - before;
  }

  private void print(int turn, Captured captured, Visits visits) {
    System.out.printf(
        "turn %d, %s: %.0f writes a second, %.1f µs CPU each; at %d a second p99 %.2f ms, %.1f µs%n",
        turn,
        captured,
        visits.saturated.writes.perSecond(),
        visits.saturated.cpuMicros(),
        rate,
        visits.steady.writes.percentiles().p99(),
        visits.steady.cpuMicros());
  }
}
