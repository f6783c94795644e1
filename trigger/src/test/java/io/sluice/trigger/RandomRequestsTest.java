package io.sluice.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.trigger.ClientRequest.Way;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.cassandra.db.ConsistencyLevel;
import org.apache.cassandra.exceptions.UnavailableException;
import org.apache.cassandra.triggers.ITrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests of every kind and end, on several threads, while the trigger is reloaded. */
class RandomRequestsTest {
  private static final int THREADS = 4;
  private static final int REQUESTS = 400;

  @RegisterExtension final TriggerHome home = new TriggerHome();

  private final Queue<String> expected = new ConcurrentLinkedQueue<>();
  private volatile ITrigger trigger;
  private String table;

  @Test
  void everyChangeHasTheOutcomeOfItsOwnRequest() throws Exception {
    start();
    for (Future<?> thread : run(System.nanoTime())) {
      thread.get();
    }

    assertThat(Journals.outcomes(home.journal())).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** What is under way while the journal changes hands may stay without an outcome. */
  @Test
  void aReloadMayCostAnOutcomeButNeverGivesAWrongOne() throws Exception {
    start();
    List<Future<?>> threads = run(System.nanoTime());
    for (int reload = 1; reload <= 3; reload++) {
      int before = expected.size();
      await()
          .until(() -> expected.size() > before + 100 || threads.stream().allMatch(Future::isDone));
      trigger = new TriggerClassLoader().newTrigger();
    }
    for (Future<?> thread : threads) {
      thread.get();
    }

    Set<String> possible = new HashSet<>(expected);
    expected.forEach(change -> possible.add(change.replaceFirst(" .*", "")));
    assertThat(possible).containsAll(Journals.outcomes(home.journal()));
    assertThat(Journals.outcomes(home.journal())).hasSameSizeAs(expected);
  }

  private void start() {
    trigger = new TriggerClassLoader().newTrigger();
    table = Cql.table("k text PRIMARY KEY, v text)");
  }

  private List<Future<?>> run(long seed) {
    System.out.println("RandomRequestsTest seed " + seed);
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> threads = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      Random random = new Random(seed + thread);
      String prefix = "t" + thread + "-";
      threads.add(executor.submit(() -> requests(prefix, random)));
    }
    executor.shutdown();
    return threads;
  }

  private void requests(String prefix, Random random) {
    for (int i = 0; i < REQUESTS; i++) {
      String key = prefix + i;
      switch (random.nextInt(3)) {
        case 0 -> plain(key, random);
        case 1 -> conditional(key, random);
        default -> batch(key, random);
      }
    }
  }

  private void plain(String key, Random random) {
    Way way = random.nextBoolean() ? Way.QUERY : Way.EXECUTE;
    ClientRequest request = ClientRequest.begin(way, insert(key));
    capture(insert(key));
    end(request, random, "FAILED", key);
  }

  private void batch(String key, Random random) {
    Way way = List.of(Way.values()).get(random.nextInt(3));
    int size = 2 + random.nextInt(20);
    String[] keys = new String[size];
    String[] inserts = new String[size];
    for (int i = 0; i < size; i++) {
      keys[i] = key + "-" + i;
      inserts[i] = insert(keys[i]);
    }
    boolean logged = random.nextBoolean();
    String begin = logged ? "BEGIN BATCH " : "BEGIN UNLOGGED BATCH ";
    String cql = begin + String.join("; ", inserts) + " APPLY BATCH";
    ClientRequest request = ClientRequest.begin(way, cql);
    capture(inserts);
    end(request, random, logged ? "FAILED" : "UNKNOWN", keys);
  }

  private void end(ClientRequest request, Random random, String ifUnavailable, String... keys) {
    switch (random.nextInt(4)) {
      case 0 -> {
        request.refused(UnavailableException.create(ConsistencyLevel.TWO, 2, 1));
        expect(ifUnavailable, keys);
      }
      case 1 -> {
        request.refused(new IllegalStateException());
        expect("UNKNOWN", keys);
      }
      case 2 -> {
        request.broken();
        expect("", keys);
      }
      default -> {
        request.answered();
        expect("APPLIED", keys);
      }
    }
  }

  private void conditional(String key, Random random) {
    ClientRequest request = ClientRequest.begin(Way.EXECUTE, insert(key) + " IF NOT EXISTS");
    int attempts = random.nextInt(4); // none: the condition did not hold at first
    boolean applied = attempts > 0 && random.nextBoolean();
    for (int attempt = 1; attempt <= attempts; attempt++) {
      capture(insert(key));
      expect(applied && attempt == attempts ? "APPLIED" : "FAILED", key);
    }
    request.answered(applied);
  }

  private void expect(String outcome, String... keys) {
    for (String key : keys) {
      expected.add((key + " " + outcome).trim());
    }
  }

  private void capture(String... inserts) {
    Cql.updates(inserts).forEach(trigger::augment);
  }

  private String insert(String key) {
    return "INSERT INTO " + table + " (k, v) VALUES ('" + key + "', 'v')";
  }
}
