package io.sluice.bench;

import io.sluice.trigger.CaptureTrigger;
import io.sluice.trigger.Cql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.apache.cassandra.db.Mutation;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.io.util.DataOutputBuffer;
import org.apache.cassandra.net.MessagingService;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the trigger adds to a write of one row of five columns: {@code augment()} whole, which is
 * encoding and append, beside Cassandra's own serialization of the same update, which it does for
 * the commit log and for each replica.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 20)
@Measurement(iterations = 20)
@Fork(1)
public class AugmentBenchmark {

  static final int BATCH = 10_000;

  private static final String TRIGGERS = "cassandra.triggers_dir";

  private final CaptureTrigger trigger = triggerWithRoom();
  private final DataOutputBuffer buffer = new DataOutputBuffer();
  private PartitionUpdate update;
  private Path directory;

  /** One segment holds a whole run, so that no run waits for the disk to allocate. */
  private CaptureTrigger triggerWithRoom() {
    try {
      directory = TemporaryDirectory.create();
      Files.writeString(
          directory.resolve("sluice-trigger.yaml"),
          "directory: " + directory.resolve("journal") + "\nsegment_size: 96MiB\n");
      System.setProperty(TRIGGERS, directory.toString());
      Cql.initialize();
      return new CaptureTrigger();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Setup(Level.Trial)
  public void makeUpdate() {
    String table = Cql.table("k text PRIMARY KEY, a text, b int, c bigint, d boolean)");
    update =
        Cql.update(
            "INSERT INTO "
                + table
                + " (k, a, b, c, d) VALUES ('customer-4711', 'a line of some length', 42, 1, true)");
  }

  @TearDown(Level.Trial)
  public void delete() throws IOException {
    TemporaryDirectory.delete(directory);
  }

  @Benchmark
  public Collection<Mutation> augment() {
    return trigger.augment(update);
  }

  @Benchmark
  public int serialize() throws IOException {
    buffer.clear();
    PartitionUpdate.serializer.serialize(update, buffer, MessagingService.current_version);
    return buffer.getLength();
  }
}
