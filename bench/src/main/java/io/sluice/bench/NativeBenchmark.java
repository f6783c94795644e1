package io.sluice.bench;

import java.io.IOException;
import java.util.Iterator;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.db.rows.Cell;
import org.apache.cassandra.db.rows.ColumnData;
import org.apache.cassandra.db.rows.ComplexColumnData;
import org.apache.cassandra.db.rows.Row;
import org.apache.cassandra.io.util.DataOutputBuffer;
import org.apache.cassandra.net.MessagingService;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What Cassandra itself does with an update: it serializes it, for the commit log and for each
 * replica; and whoever reads an update has to walk through it with Cassandra's iterators.
 */
public class NativeBenchmark extends UpdateBenchmark {

  /** A thread's. */
  @State(Scope.Thread)
  public static class Output {
    private final DataOutputBuffer buffer = new DataOutputBuffer();
  }

  @Benchmark
  public int serialize(Output output) throws IOException {
    DataOutputBuffer buffer = output.buffer;
    buffer.clear();
    PartitionUpdate.serializer.serialize(update, buffer, MessagingService.current_version);
    return buffer.getLength();
  }

  /** The rows and cells, and of these what a reader needs, without making anything of it. */
  @Benchmark
  public void iterate(Blackhole hole) {
    hole.consume(update.partitionKey().getKey());
    for (Iterator<Row> rows = update.iterator(); rows.hasNext(); ) {
      row(rows.next(), hole);
    }
  }

  private static void row(Row row, Blackhole hole) {
    hole.consume(row.clustering());
    for (Iterator<ColumnData> columns = row.iterator(); columns.hasNext(); ) {
      ColumnData data = columns.next();
      if (data instanceof ComplexColumnData complex) {
        for (Cell<?> cell : complex) {
          cell(cell, hole);
        }
      } else {
        cell((Cell<?>) data, hole);
      }
    }
  }

  private static void cell(Cell<?> cell, Blackhole hole) {
    hole.consume(cell.timestamp());
    hole.consume(cell.value());
  }
}
