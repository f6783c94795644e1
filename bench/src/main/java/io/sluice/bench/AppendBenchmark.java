package io.sluice.bench;

import com.google.protobuf.ByteString;
import io.sluice.wal.SchemaRecord;
import io.sluice.wal.record.TableSchema;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The append alone: a record of 256 bytes, claimed, copied, checksummed and published. One batch
 * fits into one segment, which is made beforehand, as the journal itself does in the background.
 * {@link Series} sets its size.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AppendBenchmark {

  /** Of all threads together: what a segment of the default size has room for. */
  static final int BATCH = 48_000;

  private static final int PAYLOAD = 256;

  private final SchemaRecord schema =
      new SchemaRecord(TableSchema.newBuilder().setVersion(1).build());
  private byte[] record;
  private FreshJournal journal;

  @Setup(Level.Iteration)
  public void open() throws IOException, InterruptedException {
    record =
        WalRecord.newBuilder()
            .setCapturedAt(System.currentTimeMillis() * 1000)
            .setSchemaVersion(1)
            .setChange(ByteString.copyFrom(new byte[PAYLOAD]))
            .build()
            .toByteArray();
    journal = new FreshJournal();
  }

  @TearDown(Level.Iteration)
  public void close() throws IOException {
    journal.close();
  }

  @Benchmark
  public long append() {
    return journal.append(schema, record);
  }
}
