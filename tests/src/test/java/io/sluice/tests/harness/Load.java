package io.sluice.tests.harness;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads that insert rows until they are stopped. Each row is written once; its value follows from
 * the seed, the writer and the row's number in its sequence.
 */
public final class Load implements AutoCloseable {
  /** The definition of the table that is written to. */
  public static final String TABLE =
      "(writer int, sequence int, v text, PRIMARY KEY ((writer, sequence)))";

  private static final Logger log = LoggerFactory.getLogger(Load.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int BYTES = 200;
  private static final int MANY_BYTES = 20_000;
  private static final int SELDOM = 100;

  /** From one row of a writer that is not meant to be in a hurry to the next. */
  private static final Duration BREATH = Duration.ofMillis(2);

  /** Rows a second of one writer, with enough time for the node to answer. */
  private static final int PACE = 100;

  /** So that a node that is gone does not have the writers take its CPU while it starts. */
  private static final Duration RETREAT = Duration.ofMillis(10);

  private final Table table;
  private final PreparedStatement insert;
  private final Duration pause;
  private final long seed = System.nanoTime();
  private final Map<String, String> attempted = new ConcurrentHashMap<>();
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Throwable> refused = new ConcurrentHashMap<>();
  private final Writers writers = new Writers();

  private Load(Table table, Duration pause) {
    this.table = table;
    this.pause = pause;
    insert = table.prepare("INSERT INTO %s (writer, sequence, v) VALUES (?, ?, ?)");
    log.info("load on {}: seed {}", table, seed);
  }

  /** Starts to write, as fast as the node answers. */
  public static Load start(Table table, int writers) {
    return start(new Load(table, Duration.ZERO), writers);
  }

  /** Starts to write some hundred rows a second and writer: enough to be always under way. */
  public static Load startGently(Table table, int writers) {
    return start(new Load(table, BREATH), writers);
  }

  /** Starts to write so many rows a second, or fewer where the node is slower. */
  public static Load startPaced(Table table, int rowsPerSecond) {
    int writers = Math.max(1, rowsPerSecond / PACE);
    Duration pause = Duration.ofSeconds(writers).dividedBy(rowsPerSecond);
    return start(new Load(table, pause), writers);
  }

  private static Load start(Load load, int writers) {
    for (int i = 0; i < writers; i++) {
      int writer = i;
      load.writers.start("writer-" + writer, sequence -> load.write(writer, sequence));
    }
    return load;
  }

  /** Waits until so many more rows are acknowledged. */
  public void awaitMore(int rows) {
    int wanted = acknowledged.size() + rows;
    Awaitility.await(rows + " more rows")
        .atMost(PATIENCE)
        .until(() -> acknowledged.size() >= wanted);
  }

  /** Ends the writers, and writes a last row, behind which there is none. */
  public Ledger stop() {
    close();
    table.execute("INSERT INTO %s (writer, sequence) VALUES (?, 0)", Ledger.LAST_WRITER);
    return new Ledger(seed, Map.copyOf(attempted), Map.copyOf(acknowledged), Map.copyOf(refused));
  }

  /** Ends the writers. */
  @Override
  public void close() {
    writers.close();
  }

  private void write(int writer, int sequence) {
    String key = Ledger.key(writer, sequence);
    String value = value(writer, sequence);
    long begun = System.nanoTime();
    attempted.put(key, value);
    try {
      table.execute(insert.bind(writer, sequence, value));
      acknowledged.put(key, value);
      LockSupport.parkNanos(pause.toNanos() - (System.nanoTime() - begun));
    } catch (DriverException e) {
      refused.put(key, e);
      LockSupport.parkNanos(RETREAT.toNanos());
    }
  }

  private String value(int writer, int sequence) {
    SplittableRandom random = new SplittableRandom(seed ^ ((long) writer << 32 | sequence));
    byte[] bytes = new byte[random.nextInt(SELDOM) == 0 ? MANY_BYTES : random.nextInt(BYTES)];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
