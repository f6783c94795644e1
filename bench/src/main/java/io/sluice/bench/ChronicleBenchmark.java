package io.sluice.bench;

import java.io.IOException;
import java.nio.file.Path;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.wire.DocumentContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the trigger would add to a write if Chronicle Queue were its journal: of the version that
 * Cassandra ships, with the settings that it comes with. It never syncs.
 */
public class ChronicleBenchmark extends UpdateBenchmark {
  private final Encoding encoding = new Encoding();
  private Path directory;
  private ChronicleQueue queue;

  /** A thread's. */
  @State(Scope.Thread)
  public static class Writer implements Encoding.Journal {
    private ExcerptAppender appender;

    @Setup(Level.Trial)
    public void open(ChronicleBenchmark all) {
      appender = all.queue.acquireAppender();
    }

    @Override
    public void append(byte[] record, int length) {
      try (DocumentContext document = appender.writingDocument()) {
        document.wire().bytes().write(record, 0, length);
      }
    }
  }

  @Setup(Level.Trial)
  public void open() throws IOException {
    directory = TemporaryDirectory.create();
    queue = ChronicleQueue.singleBuilder(directory).build();
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    queue.close();
    TemporaryDirectory.delete(directory);
  }

  @Benchmark
  public void append(Writer writer) {
    encoding.write(update, writer);
  }
}
