package io.sluice.tests.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients that all change the same few rows by compare and set: each replaces the value that it saw
 * last by one that nobody else ever writes. So the values of a row form a chain.
 */
public final class Contenders {
  /** The definition of the table that is written to. */
  public static final String TABLE = "(k int PRIMARY KEY, v text)";

  private static final Logger log = LoggerFactory.getLogger(Contenders.class);
  private static final String FIRST = "first";

  private final Table table;
  private final long seed = System.nanoTime();

  /** By the new value: the one that it replaced. */
  private final Map<String, String> applied = new ConcurrentHashMap<>();

  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  /** Timed out: whether they took effect, their clients do not know. */
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();

  private Contenders(Table table) {
    this.table = table;
  }

  /** Has them contend for a time. */
  public static Contenders run(Table table, int clients, int keys, Duration time) {
    Contenders contenders = new Contenders(table);
    for (int key = 0; key < keys; key++) {
      table.execute("INSERT INTO %s (k, v) VALUES (?, ?) IF NOT EXISTS", key, first(key));
    }
    contenders.run(clients, keys, System.nanoTime() + time.toNanos());
    log.info(
        "{} applied, {} refused, {} unknown; seed {}",
        contenders.applied.size(),
        contenders.refused.size(),
        contenders.unknown.size(),
        contenders.seed);
    return contenders;
  }

  /** How many were applied. */
  public int applied() {
    return applied.size();
  }

  /** Fails unless each that was applied has exactly one record, which says that it was. */
  public void assertAllApplied(List<Event> events) {
    Map<String, Integer> records = new HashMap<>();
    for (Event event : events) {
      if (applied.containsKey(value(event))) {
        records.merge(value(event), 1, Integer::sum);
        assertThat(event.outcome()).as("outcome of %s, seed %d", event, seed).isNull();
        assertThat(event.writetimeKind()).isEqualTo("proposed");
      }
    }
    Set<String> missing = new HashSet<>(applied.keySet());
    missing.removeAll(records.keySet());
    assertThat(missing).as("applied, not delivered, seed %d", seed).isEmpty();
    assertThat(records.values()).as("delivered again, seed %d", seed).containsOnly(1);
  }

  /** Fails if one that was refused has a record. */
  public void assertNoneRefused(List<Event> events) {
    assertThat(events.stream().map(Contenders::value).filter(refused::contains))
        .as("refused, and delivered, seed %d", seed)
        .isEmpty();
  }

  /** Fails unless the records of each row follow its chain, as far as that is known. */
  public void assertInTheOrderOfPaxos(List<Event> events) {
    Map<String, String> last = new HashMap<>();
    for (Event event : events) {
      String before = last.put(event.key(), value(event));
      String replaced = applied.get(value(event));
      if (before != null && replaced != null && !unknown.contains(before)) {
        assertThat(replaced).as("what %s replaced, seed %d", event, seed).isIn(before, null);
      }
    }
  }

  private void run(int clients, int keys, long end) {
    List<Thread> threads = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int client = 0; client < clients; client++) {
      String name = "client" + client;
      SplittableRandom own = random.split();
      Thread thread = new Thread(() -> contend(name, own, keys, end), name);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      join(thread);
    }
  }

  private void contend(String client, SplittableRandom random, int keys, long end) {
    Map<Integer, String> seen = new HashMap<>();
    for (int sequence = 0; System.nanoTime() - end < 0; sequence++) {
      int key = random.nextInt(keys);
      String value = client + "-" + sequence;
      String old = seen.getOrDefault(key, first(key));
      seen.put(key, compareAndSet(key, old, value));
    }
  }

  /** Gives what the row held afterwards, as far as is known. */
  private String compareAndSet(int key, String old, String value) {
    try {
      ResultSet result = table.execute("UPDATE %s SET v = ? WHERE k = ? IF v = ?", value, key, old);
      if (result.wasApplied()) {
        applied.put(value, old);
        return value;
      }
      refused.add(value);
      Row row = result.one();
      return row.getString("v");
    } catch (DriverException e) {
      unknown.add(value);
      return old;
    }
  }

  private static String first(int key) {
    return FIRST + key;
  }

  private static String value(Event event) {
    return event.value().replaceFirst("\\{\"v\":\"(.*)\"}", "$1");
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the tests", e);
    }
  }
}
