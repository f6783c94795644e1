package io.sluice.relay.convert;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Column;
import io.sluice.relay.change.ComplexChange;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndeliverableChangeException;
import io.sluice.relay.change.Upsert;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes of a value, it becomes a record or an UndeliverableChangeException. */
class HostileValuesTest {
  private static final List<DataType> TYPES =
      List.of(
          DataTypes.BOOLEAN,
          DataTypes.TINYINT,
          DataTypes.SMALLINT,
          DataTypes.INT,
          DataTypes.BIGINT,
          DataTypes.FLOAT,
          DataTypes.DOUBLE,
          DataTypes.ASCII,
          DataTypes.TEXT,
          DataTypes.VARINT,
          DataTypes.DECIMAL,
          DataTypes.UUID,
          DataTypes.TIMEUUID,
          DataTypes.INET,
          DataTypes.TIMESTAMP,
          DataTypes.DATE,
          DataTypes.TIME,
          DataTypes.DURATION,
          DataTypes.BLOB,
          DataTypes.listOf(DataTypes.TEXT),
          DataTypes.setOf(DataTypes.frozenListOf(DataTypes.INT)),
          DataTypes.mapOf(DataTypes.INT, DataTypes.frozenSetOf(DataTypes.TIME)),
          DataTypes.mapOf(DataTypes.TEXT, DataTypes.DURATION),
          DataTypes.tupleOf(DataTypes.INT, DataTypes.frozenListOf(DataTypes.DATE)),
          DataTypes.vectorOf(DataTypes.FLOAT, 3),
          DataTypes.vectorOf(DataTypes.TEXT, 3),
          DataTypes.vectorOf(DataTypes.frozenListOf(DataTypes.TEXT), 2),
          ValueReadersTest.ADDRESS);

  private final List<Envelope> envelopes =
      List.of(
          new FlatEnvelope(Formats.plain(true), Formats.plain(false)),
          new FlatEnvelope(Formats.withSchemas(true), Formats.withSchemas(false)),
          new ChangeEnvelope(Formats.plain(true), Formats.plain(false)),
          new ChangeEnvelope(Formats.structs(), Formats.structs()),
          new ProtobufEnvelope(),
          new DebeziumEnvelope("d", Formats.withSchemas(true), Formats.withSchemas(false)));

  @Test
  void nothingElseIsThrown() {
    long seed = System.nanoTime();
    System.out.println("HostileValuesTest seed: " + seed);
    Random random = new Random(seed);
    for (DataType type : TYPES) {
      Table table = table(type);
      for (int i = 0; i < 1000; i++) {
        String mutation = "seed " + seed + ", " + type.asCql(true, true) + ", mutation " + i;
        for (Envelope envelope : envelopes) {
          wrap(envelope, row(table, random), mutation);
        }
      }
    }
  }

  private static void wrap(Envelope envelope, Upsert upsert, String mutation) {
    try {
      envelope.wrap(upsert, "topic");
    } catch (UndeliverableChangeException expected) {
      // One of the two things that may happen; the other is a record.
    } catch (RuntimeException | OutOfMemoryError e) {
      throw new AssertionError(mutation, e);
    }
  }

  private static Table table(DataType type) {
    Changes.TableBuilder table =
        new Changes.TableBuilder("ks", "t")
            .add("k", Column.Kind.PARTITION_KEY, DataTypes.INT)
            .add("c", Column.Kind.CLUSTERING, DataTypes.TEXT)
            .add("v", Column.Kind.REGULAR, type);
    boolean elements = type.asCql(false, true).matches("(list|set|map)<.*|ks\\..*");
    return (elements ? table.addMultiCell("m", type) : table).build();
  }

  private static Upsert row(Table table, Random random) {
    Cell value = new Cell(Changes.column(table, "v"), 1, bytes(random), 0, 0, null);
    Upsert row =
        Changes.upsert(table, List.of(Changes.integer(1)), List.of(Changes.text("c")), value);
    if (table.regulars().size() == 1) {
      return row;
    }
    Column column = Changes.column(table, "m");
    Cell element = new Cell(column, 1, bytes(random), 0, 0, bytes(random));
    return Changes.with(row, new ComplexChange(column, null, List.of(element)));
  }

  /** Mostly small numbers, which lengths and counts are made of. */
  private static ByteString bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(40)];
    boolean small = random.nextBoolean();
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (small && i % 4 < 3 ? 0 : random.nextInt(small ? 8 : 256));
    }
    return ByteString.copyFrom(bytes);
  }
}
