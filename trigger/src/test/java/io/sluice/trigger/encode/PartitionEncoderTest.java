package io.sluice.trigger.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.sluice.trigger.Cql;
import io.sluice.wal.record.Cell;
import io.sluice.wal.record.PartitionChange;
import io.sluice.wal.record.Row;
import java.nio.ByteBuffer;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.net.MessagingService;
import org.junit.jupiter.api.Test;

class PartitionEncoderTest {
  private static final String USER = "frozen<address>";

  /** A table with one of everything. */
  private final String table =
      Cql.table(
          "a int, b text, c int, d timestamp, s text static, u set<int> static, v text, n int,"
              + " l list<text>, m map<text, int>, t set<text>, f frozen<list<int>>,"
              + " PRIMARY KEY ((a, b), c, d)) WITH CLUSTERING ORDER BY (c DESC, d ASC)");

  @Test
  void anInsertedRow() throws Exception {
    PartitionChange change =
        encode(insert("(a, b, c, d, v, n) VALUES (1, 'x', 2, 3000, 'text', 7)")).change();

    Row row = change.getRows(0);
    assertThat(change.getTimestamp()).isEqualTo(Cql.TIMESTAMP);
    assertThat(row.hasLiveness()).isTrue();
    assertThat(row.getClustering(0).getValue()).isEqualTo(bytes(2));
    assertThat(row.getCellsList()).extracting(Cell::getValue).contains(bytes(7));
  }

  @Test
  void anUpdatedRowHasNoLiveness() throws Exception {
    PartitionChange change = encode(update("SET v = 'text'")).change();

    assertThat(change.getRows(0).hasLiveness()).isFalse();
  }

  @Test
  void nothingSaysNowWhereNothingExpiresOrIsDeleted() throws Exception {
    assertThat(encode(update("SET v = 'text'")).record().getNowInSeconds()).isZero();
  }

  @Test
  void expiringRowsAndCells() throws Exception {
    Encoded encoded =
        encode(
            insert("(a, b, c, d, v) VALUES (1, 'x', 2, 3000, 'long') USING TTL 86400"),
            update("USING TTL 60 SET n = 7"));

    Row row = encoded.change().getRows(0);
    assertThat(encoded.record().getNowInSeconds()).isEqualTo(Cql.NOW);
    assertThat(row.getLiveness().getTtl()).isEqualTo(86400);
    assertThat(row.getCellsList()).extracting(Cell::getTtl).containsExactly(60, 86400);
    assertThat(row.getCellsList()).allMatch(cell -> cell.getLocalDeletionTimeDelta() == 0);
  }

  @Test
  void aColumnSetToNullIsATombstone() throws Exception {
    Cell cell = encode(update("SET v = null")).change().getRows(0).getCells(0);

    assertThat(cell.hasValue()).isFalse();
  }

  @Test
  void anEmptyValueIsNoTombstone() throws Exception {
    Cell cell = encode(update("SET v = ''")).change().getRows(0).getCells(0);

    assertThat(cell.hasValue()).isTrue();
    assertThat(cell.getValue()).isEmpty();
  }

  @Test
  void timestampsOfTheClient() throws Exception {
    encode(update("USING TIMESTAMP 0 SET v = 'text'"));
    encode(update("USING TIMESTAMP -5 SET v = 'text'"));
    encode(update("USING TIMESTAMP 0 SET v = 'text'"), update("USING TIMESTAMP 9 SET n = 1"));
    encode(
        update("USING TIMESTAMP 9223372036854775807 SET v = 'text'"),
        update("USING TIMESTAMP -9223372036854775807 SET n = 1"));
  }

  @Test
  void staticColumns() throws Exception {
    PartitionChange change =
        encode("UPDATE " + table + " SET s = 'static', u = u + {1, 2} WHERE a = 1 AND b = 'x'")
            .change();

    assertThat(change.getRowsCount()).isZero();
    assertThat(change.getStaticRow().getClusteringCount()).isZero();
    assertThat(change.getStaticRow().getCellsCount()).isEqualTo(3);
  }

  @Test
  void aCollectionThatIsReplacedIsDeletedFirst() throws Exception {
    Row row = encode(update("SET m = {'one': 1, 'two': 2}")).change().getRows(0);

    assertThat(row.getCellsList())
        .extracting(Cell::getPath)
        .containsExactly(utf8("one"), utf8("two"));
    assertThat(row.getComplexDeletions(0).getTimestampDelta()).isEqualTo(-1);
  }

  @Test
  void collectionsThatAreAddedToAndRemovedFrom() throws Exception {
    Row row =
        encode(update("SET m['one'] = 1, t = t + {'new'}, l = l + ['last'], f = [1, 2]"))
            .change()
            .getRows(0);
    encode(update("SET t = t - {'old'}, m = m - {'one'}"));
    encode("DELETE m['one'], t FROM " + table + " WHERE a = 1 AND b = 'x' AND c = 2 AND d = 3000");

    assertThat(row.getComplexDeletionsCount()).isZero();
  }

  @Test
  void userTypesThatAreNotFrozen() throws Exception {
    Cql.alter("CREATE TYPE demo.address (street text, number int, nested frozen<set<int>>)");
    String users = Cql.table("k int PRIMARY KEY, home address, work " + USER + ")");

    Row row =
        encode("UPDATE " + users + " SET home.number = 7, work = {street: 'High'} WHERE k = 1")
            .change()
            .getRows(0);
    encode("INSERT INTO " + users + " (k, home) VALUES (1, {street: 'High', number: 7})");
    encode("UPDATE " + users + " SET home.number = null WHERE k = 1");

    assertThat(row.getCells(1).getPath()).isEqualTo(ByteString.copyFrom(new byte[] {0, 1}));
  }

  @Test
  void deletionsOfColumnRowRangeAndPartition() throws Exception {
    String partition = " FROM " + table + " WHERE a = 1 AND b = 'x'";
    encode("DELETE v" + partition + " AND c = 2 AND d = 3000");
    assertThat(
            encode("DELETE" + partition + " AND c = 2 AND d = 3").change().getRows(0).hasDeletion())
        .isTrue();
    assertThat(encode("DELETE" + partition + " AND c = 2").change().getRangeDeletionsCount())
        .isOne();
    encode("DELETE" + partition + " AND c > 2 AND c <= 9");
    encode("DELETE" + partition + " AND c >= 2");
    encode("DELETE" + partition + " AND c < 2");
    encode("DELETE" + partition + " AND c = 2 AND d >= 3 AND d < 8");
    encode("DELETE" + partition + " AND c = 2 AND d > 3");
    Encoded whole = encode("DELETE" + partition);
    assertThat(whole.change().hasDeletion()).isTrue();
    assertThat(whole.record().getNowInSeconds()).isEqualTo(Cql.NOW);
  }

  @Test
  void everythingInOneBatch() throws Exception {
    String partition = " FROM " + table + " USING TIMESTAMP 5 WHERE a = 1 AND b = 'x'";
    Encoded encoded =
        encode(
            "DELETE" + partition,
            "DELETE" + partition + " AND c > 20 AND c < 30",
            "DELETE" + partition + " AND c > 40",
            insert("(a, b, c, d, v) VALUES (1, 'x', 1, 1, 'one') USING TTL 10"),
            insert("(a, b, c, d, v, s) VALUES (1, 'x', 2, 1, 'two', 'static')"),
            update("SET m = {'one': 1}, l = [], v = null"));

    assertThat(encoded.change().getRowsCount()).isEqualTo(3);
    assertThat(encoded.change().getRangeDeletionsCount()).isEqualTo(2);
  }

  @Test
  void counterCellsHoldTheDelta() throws Exception {
    String counters = Cql.table("k text PRIMARY KEY, hits counter, misses counter)");
    String up = "UPDATE " + counters + " SET hits = hits + 5 WHERE k = 'a'";
    PartitionUpdate update =
        Cql.counterUpdate(up, up, "UPDATE " + counters + " SET misses = misses - 3 WHERE k = 'a'");

    Row row = Encoded.of(update).change().getRows(0);

    assertThat(row.getCells(0).getValue()).isEqualTo(bytes(10L));
    assertThat(row.getCells(1).getValue()).isEqualTo(bytes(-3L));
    assertThat(Encoded.of(Cql.counterUpdate("DELETE hits FROM " + counters + " WHERE k = 'a'")))
        .satisfies(
            deleted -> assertThat(deleted.change().getRows(0).getCells(0).hasValue()).isFalse());
  }

  @Test
  void lengthsOfEveryWidth() throws Exception {
    for (int length : new int[] {0, 1, 80, 110, 120, 127, 128, 300, 16_200, 16_384, 2_100_000}) {
      Encoded encoded = encode(update("SET v = '" + "x".repeat(length) + "', n = 1"));
      assertThat(encoded.change().getRows(0).getCells(1).getValue().size()).isEqualTo(length);
    }
    PartitionEncoder.ofThread().release();
    encode(update("SET v = 'small again'"));
  }

  @Test
  void equalMutationsSentLaterHaveEqualChangeBytes() throws Exception {
    String statement = update("USING TIMESTAMP 17 AND TTL 60 SET v = 'text', m = {'one': 1}");

    ByteString first = encode(statement).record().getChange();
    ByteString later = Encoded.of(Cql.updateAt(Cql.NOW + 30, statement)).record().getChange();

    assertThat(later).isEqualTo(first);
  }

  private static Encoded encode(String... statements) throws Exception {
    PartitionUpdate update = Cql.update(statements);
    Encoded encoded = Encoded.of(update);
    assertThat(serialized(Rebuilt.from(update, encoded))).isEqualTo(serialized(update));
    return encoded;
  }

  private static ByteBuffer serialized(PartitionUpdate update) {
    return PartitionUpdate.toBytes(update, MessagingService.current_version);
  }

  private String insert(String rest) {
    return "INSERT INTO " + table + " " + rest;
  }

  private String update(String rest) {
    return "UPDATE " + table + " " + rest + " WHERE a = 1 AND b = 'x' AND c = 2 AND d = 3000";
  }

  private static ByteString bytes(int value) {
    return ByteString.copyFrom(ByteBuffer.allocate(4).putInt(0, value));
  }

  private static ByteString bytes(long value) {
    return ByteString.copyFrom(ByteBuffer.allocate(8).putLong(0, value));
  }

  private static ByteString utf8(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
