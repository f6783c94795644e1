package io.sluice.bench;

import io.sluice.trigger.Cql;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.cassandra.config.Config;
import org.apache.cassandra.config.DataStorageSpec;
import org.apache.cassandra.config.DatabaseDescriptor;
import org.apache.cassandra.config.DurationSpec;
import org.apache.cassandra.db.Mutation;
import org.apache.cassandra.db.commitlog.CommitLog;
import org.apache.cassandra.db.commitlog.CommitLogPosition;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the commit log adds to a write: Cassandra's own, whole, with the settings that it comes
 * with: mapped segments of 32 MiB, synced every 10 s. It can be started only once in a JVM.
 */
public class CommitLogBenchmark extends UpdateBenchmark {
  private Path directory;

  @Setup(Level.Trial)
  public void start() throws IOException {
    directory = TemporaryDirectory.create();
    Cql.initialize();
    configure(DatabaseDescriptor.getRawConfig());
    DatabaseDescriptor.initializeCommitLogDiskAccessMode();
    CommitLog.instance.start();
  }

  private void configure(Config config) {
    config.data_file_directories = new String[] {path("data")};
    config.commitlog_directory = path("commitlog");
    config.hints_directory = path("hints");
    config.saved_caches_directory = path("saved_caches");
    config.commitlog_sync = Config.CommitLogSync.periodic;
    config.commitlog_sync_period = new DurationSpec.IntMillisecondsBound("10s");
    config.commitlog_total_space = new DataStorageSpec.IntMebibytesBound("8192MiB");
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  @TearDown(Level.Trial)
  public void stop() throws IOException {
    CommitLog.instance.stopUnsafe(true);
    TemporaryDirectory.delete(directory);
  }

  /** With a mutation of its own, as each write has one: it keeps what it was serialized to. */
  @Benchmark
  public CommitLogPosition add() {
    return CommitLog.instance.add(new Mutation(update));
  }
}
