package io.sluice.bench;

import io.sluice.sandbox.KafkaBroker;
import io.sluice.sandbox.RelayProcess;
import io.sluice.sandbox.Sandbox;
import io.sluice.wal.JournalOptions;
import io.sluice.wal.JournalWriter;
import io.sluice.wal.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A relay with a heap of 256 MiB and a journal of its own, whose one process lives through all that
 * is measured: backlogs are queued while it is frozen, and its CPU counts from when it goes on to
 * when all is in the topics. So each backlog meets a JVM that is warm, and a dedupe window that is
 * as full as it gets. If each had a relay that has just begun, a small one would seem dear for the
 * start and the compiler, and cheap for a window that fits into the processor's cache.
 *
 * <p>Out of its turn it is frozen. For one thread.
 */
final class WarmRelay implements AutoCloseable {
  /** For acknowledgements under way, so that none is late when the process goes on. */
  private static final long BEFORE_FREEZING_MILLIS = 200;

  private final RelayProcess relay;
  private final JournalWriter journal;
  private final Filling topics;
  private final List<QueuedTable> tables;
  private final int copies;
  private final Path gcLog;
  private int written;
  private long position;

  /** Starts one, with its topics, and freezes it. */
  WarmRelay(Sandbox sandbox, KafkaBroker broker, RelayLayout layout) throws Exception {
    Path directory = Files.createDirectories(sandbox.directory().resolve(layout.name()));
    tables = layout.known();
    copies = layout.copies();
    gcLog = directory.resolve("gc.log");
    topics = new Filling(broker.bootstrap(), layout.topics());
    Path queue = directory.resolve("journal");
    journal = QueuedChanges.open(queue);
    String yaml = layout.yaml(queue, directory.resolve("state"), broker.bootstrap());
    Path config = Files.writeString(directory.resolve("relay.yaml"), yaml);
    relay =
        new RelayProcess(directory, config, line -> System.out.println(line))
            .option("-Xlog:gc:file=" + gcLog);
    sandbox.start(relay);
    append(tables.get(0));
    awaitAndFreeze();
  }

  /** Has it deliver so many records of all tables that it has channels or topics for. */
  void warmUp(int records) throws Exception {
    Drained unused = drain(tables, Math.max(1, records / copies));
  }

  /** Has changes queued, of the tables in turns, and then drained. */
  Drained drain(List<QueuedTable> tables, int changes) throws Exception {
    Start start = new Start();
    for (int i = 0; i < changes; i++) {
      append(tables.get(i % tables.size()));
    }
    start.now();
    relay.resume();
    return start.drained();
  }

  /** Has changes captured at a steady rate, and drained meanwhile. */
  Drained steady(QueuedTable table, int perSecond, int seconds) throws Exception {
    Start start = new Start();
    relay.resume();
    start.now();
    for (int i = 0; i < perSecond * seconds; i++) {
      await(start.nanos + TimeUnit.SECONDS.toNanos(i) / perSecond);
      append(table);
    }
    return start.drained();
  }

  /** The most of its heap that it has used, in MiB. */
  double heapMebibytes() throws IOException {
    return GcLog.peakMebibytes(gcLog);
  }

  private void append(QueuedTable table) {
    position = QueuedChanges.append(journal, table, written++);
  }

  private void awaitAndFreeze() throws ExecutionException, InterruptedException {
    topics.awaitLength((long) written * copies);
    TimeUnit.MILLISECONDS.sleep(BEFORE_FREEZING_MILLIS);
    relay.pause();
  }

  private static void await(long due) {
    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
  }

  /** All segments are of the default size. */
  private static long bytesBetween(long from, long to) {
    return (Position.segment(to) - Position.segment(from)) * JournalOptions.DEFAULT_SEGMENT_SIZE
        + Position.offset(to)
        - Position.offset(from);
  }

  @Override
  public void close() throws IOException {
    relay.resume();
    relay.stop();
    journal.close();
    topics.close();
  }

  /** How things stood before some changes. */
  private final class Start {
    private final int before = written;
    private final long from = position;
    private final long kafkaBytes = topics.bytes();
    private double cpuMicros;
    private long nanos;

    Start() throws ExecutionException, InterruptedException {}

    /** From here on it counts. */
    void now() {
      cpuMicros = ProcessCpu.micros(relay.pid());
      nanos = System.nanoTime();
    }

    /** When all that has been written since is delivered. */
    Drained drained() throws ExecutionException, InterruptedException {
      topics.awaitLength((long) written * copies);
      double used = ProcessCpu.micros(relay.pid()) - cpuMicros;
      double seconds = (System.nanoTime() - nanos) / (double) TimeUnit.SECONDS.toNanos(1);
      awaitAndFreeze();
      long changes = (long) written - before;
      return new Drained(
          changes,
          changes * copies,
          seconds,
          used,
          bytesBetween(from, position),
          topics.bytes() - kafkaBytes);
    }
  }
}
