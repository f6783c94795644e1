package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.db.rows.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ShapeTest {
  private static final long ROOM = 224L << 20;

  @ParameterizedTest
  @CsvSource({"ROW_OF_5, 1, 4", "ROW_OF_50, 1, 49", "ROWS_100, 100, 3", "BLOB, 1, 1"})
  void hasSoManyRowsAndCells(Shape shape, int rows, int cells) {
    PartitionUpdate update = shape.update();

    assertThat(update.rowCount()).isEqualTo(rows);
    assertThat(update.iterator().next().columnCount()).isEqualTo(cells);
  }

  @Test
  void collectionHasAllItsElements() {
    Row row = Shape.COLLECTION.update().iterator().next();

    assertThat(row.cells()).hasSize(10);
  }

  @ParameterizedTest
  @EnumSource
  void segmentHasRoomForAllThatIsMeasured(Shape shape) {
    AtomicInteger size = new AtomicInteger();
    new Encoding().write(shape.update(), (record, length) -> size.set(length));

    int frame = 8 + size.get() + 7 & -8;
    assertThat((long) frame * shape.batch() * 2 * Series.BATCHES).isLessThan(ROOM);
  }
}
