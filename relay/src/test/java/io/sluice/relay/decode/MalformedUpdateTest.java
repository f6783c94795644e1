package io.sluice.relay.decode;

import static io.sluice.relay.decode.Updates.alive;
import static io.sluice.relay.decode.Updates.bound;
import static io.sluice.relay.decode.Updates.cell;
import static io.sluice.relay.decode.Updates.cleared;
import static io.sluice.relay.decode.Updates.clustering;
import static io.sluice.relay.decode.Updates.deletion;
import static io.sluice.relay.decode.Updates.element;
import static io.sluice.relay.decode.Updates.row;
import static io.sluice.relay.decode.Updates.update;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.wal.record.PartitionChange;
import io.sluice.wal.record.RangeDeletion;
import io.sluice.wal.record.Row;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedUpdateTest {

  @Test
  void bytesThatAreNoMessage() {
    assertThatThrownBy(() -> decode(ByteString.copyFromUtf8("no such message")))
        .isInstanceOf(UndecodableChangeException.class)
        .hasMessageContaining("demo_ks.everything");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0001 61 00",
        "0001 61 00 0004 00000007",
        "0001 61 00 0004 00000007 01",
        "0001 61 00 0004 00000007 00 00",
        "0001 61 00 ffff 00000007 00",
        "00"
      })
  void aPartitionKeyOfOtherComponents(String key) {
    refused(update().setPartitionKey(Schemas.hex(key)), "partition key");
  }

  @Test
  void clusteringValuesThatTheTableHasNoColumnsFor() {
    refused(update().addRows(row(1, 2).addClustering(clustering(3))), "3 clustering values");
    refused(update().addRows(Row.newBuilder().setLiveness(alive())), "without a clustering value");
    RangeDeletion range = RangeDeletion.newBuilder().setEnd(bound(true, 1, 2, 3)).build();
    refused(update().addRangeDeletions(range), "3 clustering values");
  }

  @Test
  void cellsThatTheirColumnCannotHave() {
    refused(row(1, 2).addCells(cell(10, "x")), "column 10 of 10");
    refused(row(1, 2).addCells(cell(-1, "x")), "column 4294967295 of 10");
    refused(row(1, 2).addCells(cell(0, "x")), "'k1'");
    refused(row(1, 2).addCells(cell(Schemas.STATIC_INT, "x")), "'s'");
    refused(row(1, 2).addCells(cell(Schemas.SET, "x")), "has elements only");
    refused(row(1, 2).addCells(element(Schemas.TEXT, "x", "y")), "has no elements");
    refused(row(1, 2).addComplexDeletions(cleared(Schemas.TEXT)), "no elements");
  }

  @Test
  void cellsOutOfPlace() {
    refused(
        row(1, 2).addCells(cell(Schemas.INT, "x")).addCells(cell(Schemas.TEXT, "x")),
        "behind its place");
    refused(
        row(1, 2).addCells(cell(Schemas.INT, "x")).addCells(cell(Schemas.INT, "x")),
        "behind its place");
    refused(
        row(1, 2)
            .addComplexDeletions(cleared(Schemas.SET))
            .addComplexDeletions(cleared(Schemas.SET)),
        "deleted twice");
  }

  @Test
  void aStaticRowWithWhatOnlyRowsHave() {
    Row.Builder statics = Row.newBuilder().addCells(cell(Schemas.STATIC_INT, "1234"));

    refused(update().setStaticRow(statics.clone().setLiveness(alive())), "static row");
    refused(update().setStaticRow(statics.clone().setDeletion(deletion(0))), "static row");
    refused(update().setStaticRow(statics.clone().addClustering(clustering(1))), "static row");
    refused(
        update().setStaticRow(Row.newBuilder().addCells(cell(Schemas.TEXT, "x"))),
        "cannot have a cell in this row");
  }

  @Test
  void whateverTheBytesNothingElseIsThrown() {
    long seed = System.nanoTime();
    System.out.println("MalformedUpdateTest seed: " + seed);
    Random random = new Random(seed);
    byte[] whole = whole().build().toByteArray();
    for (int i = 0; i < 30_000; i++) {
      ByteString mutated = mutate(random, whole);
      try {
        decode(mutated);
      } catch (UndecodableChangeException expected) {
        // One of the two things that may happen; the other is a list of changes.
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", mutation " + i, e);
      }
    }
  }

  private static ByteString mutate(Random random, byte[] whole) {
    byte[] bytes = whole.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    int length = random.nextInt(3) > 0 ? bytes.length : random.nextInt(bytes.length);
    return ByteString.copyFrom(bytes, 0, length);
  }

  private static PartitionChange.Builder whole() {
    return update()
        .setDeletion(deletion(-1))
        .setStaticRow(Row.newBuilder().addCells(cell(Schemas.STATIC_INT, "1234")))
        .addRows(
            row(1, 2)
                .setLiveness(alive().setTtl(10))
                .setDeletion(deletion(-2))
                .addCells(cell(Schemas.TEXT, "value").setTtl(10))
                .addCells(element(Schemas.LIST, "0123456789012345", "1234"))
                .addCells(element(Schemas.SET, "1234", ""))
                .addComplexDeletions(cleared(Schemas.SET)))
        .addRangeDeletions(
            RangeDeletion.newBuilder()
                .setStart(bound(true, 1))
                .setEnd(bound(false, 1, 5))
                .setDeletion(deletion(1)));
  }

  private static void refused(Row.Builder row, String reason) {
    refused(update().addRows(row), reason);
  }

  private static void refused(PartitionChange.Builder update, String reason) {
    assertThatThrownBy(() -> decode(update.build().toByteString()))
        .isInstanceOf(UndecodableChangeException.class)
        .hasMessageContaining("demo_ks.everything")
        .hasMessageContaining(reason);
  }

  private static void decode(ByteString change) {
    new Decoder().decode(Updates.captured(Schemas.everything(), change));
  }
}
