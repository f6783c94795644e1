package io.sluice.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the trigger would add to a write if a transactional BTreeMap of MapDB were its journal, with
 * a commit every 200 ms, as often as the journal is synced.
 */
public class MapDbBenchmark extends UpdateBenchmark {

  /** So much slower is it than the others that fewer updates make a batch: one of so many. */
  static final int SHARE = 5;

  private static final long COMMIT_MILLIS = 200;

  private final Encoding encoding = new Encoding();
  private final AtomicLong next = new AtomicLong();
  private Path directory;
  private DB db;
  private ConcurrentMap<Long, byte[]> journal;
  private ScheduledExecutorService committer;
  private ScheduledFuture<?> commits;

  @Setup(Level.Trial)
  public void open() throws IOException {
    directory = TemporaryDirectory.create();
    db =
        DBMaker.fileDB(directory.resolve("journal").toFile())
            .fileMmapEnable()
            .transactionEnable()
            .make();
    journal = db.treeMap("journal", Serializer.LONG, Serializer.BYTE_ARRAY).create();
    committer = Executors.newSingleThreadScheduledExecutor();
    commits =
        committer.scheduleWithFixedDelay(
            db::commit, COMMIT_MILLIS, COMMIT_MILLIS, TimeUnit.MILLISECONDS);
  }

  @TearDown(Level.Trial)
  public void close() throws Exception {
    if (!commits.cancel(false)) {
      commits.get(); // throws what ended them
    }
    committer.shutdown();
    if (!committer.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("a commit does not end");
    }
    db.close();
    TemporaryDirectory.delete(directory);
  }

  @Benchmark
  public void put() {
    encoding.write(
        update,
        (record, length) -> journal.put(next.incrementAndGet(), Arrays.copyOf(record, length)));
  }
}
