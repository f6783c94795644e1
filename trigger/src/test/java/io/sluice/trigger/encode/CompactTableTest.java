package io.sluice.trigger.encode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.sluice.trigger.Cql;
import io.sluice.wal.record.ClusteringValue;
import io.sluice.wal.record.Column;
import io.sluice.wal.record.Deletion;
import io.sluice.wal.record.Liveness;
import io.sluice.wal.record.PartitionChange;
import io.sluice.wal.record.Row;
import org.junit.jupiter.api.Test;

/** COMPACT STORAGE tables are captured as CQL shows them, not as Cassandra keeps them. */
class CompactTableTest {
  private static final String COMPACT = ") WITH COMPACT STORAGE";

  @Test
  void whatCassandraKeepsStaticIsARow() throws Exception {
    String table = Cql.table("k int PRIMARY KEY, a text, b int" + COMPACT);

    Encoded encoded = encode("INSERT INTO " + table + " (k, a, b) VALUES (1, 'x', null)");

    assertThat(encoded.schema().getColumnsList())
        .extracting(column -> column.getName() + " " + column.getKind())
        .containsExactly("k PARTITION_KEY", "a REGULAR", "b REGULAR");
    PartitionChange change = encoded.change();
    assertThat(change.hasStaticRow()).isFalse();
    Row row = change.getRows(0);
    assertThat(row.getClusteringCount()).isZero();
    assertThat(row.hasLiveness()).isFalse();
    assertThat(row.getCells(0).getValue()).isEqualTo(ByteString.copyFromUtf8("x"));
    assertThat(row.getCells(1).hasValue()).isFalse();
    assertThat(encode("DELETE FROM " + table + " WHERE k = 1").change().hasDeletion()).isTrue();
  }

  @Test
  void aRowMayLackClusteringValues() throws Exception {
    String table = Cql.table("k int, c int, d int, v text, PRIMARY KEY (k, c, d)" + COMPACT);

    Row row = encode("INSERT INTO " + table + " (k, c, v) VALUES (1, 2, 'x')").change().getRows(0);

    assertThat(row.getClusteringList())
        .extracting(ClusteringValue::hasValue)
        .containsExactly(true, false);
    assertThat(row.getCellsCount()).isOne();
  }

  @Test
  void theTombstoneOfTheOnlyCellDeletesItsRow() throws Exception {
    String table = Cql.table("k int, c int, v text, PRIMARY KEY (k, c)" + COMPACT);
    String where = " FROM " + table + " USING TIMESTAMP 5 WHERE k = 1 AND c = 2";

    Encoded row = encode("DELETE" + where);

    assertThat(row.change().getRows(0).getDeletion()).isEqualTo(Deletion.getDefaultInstance());
    assertThat(row.change().getRows(0).getCellsCount()).isZero();
    assertThat(row.record().getNowInSeconds()).isEqualTo(Cql.NOW);
    assertThat(encode("DELETE v" + where).change()).isEqualTo(row.change());
    String keys = Cql.table("k int, c int, PRIMARY KEY (k, c)" + COMPACT);
    assertThat(encode("DELETE" + where.replace(table, keys)).change()).isEqualTo(row.change());
  }

  @Test
  void theHiddenCellThatSaysThatARowExistsIsItsLiveness() throws Exception {
    String table = Cql.table("k int, c int, PRIMARY KEY (k, c)" + COMPACT);
    String insert = "INSERT INTO " + table + " (k, c) VALUES (1, 2)";

    Encoded encoded = encode(insert);

    assertThat(encoded.schema().getColumnsList())
        .extracting(Column::getName)
        .containsExactly("k", "c");
    PartitionChange change = encoded.change();
    assertThat(change.getTimestamp()).isEqualTo(Cql.TIMESTAMP);
    assertThat(change.getRows(0).hasLiveness()).isTrue();
    assertThat(change.getRows(0).getCellsCount()).isZero();
    Encoded expiring = encode(insert + " USING TTL 60");
    assertThat(expiring.change().getRows(0).getLiveness())
        .isEqualTo(Liveness.newBuilder().setTtl(60).build());
    assertThat(expiring.record().getNowInSeconds()).isEqualTo(Cql.NOW);
  }

  private static Encoded encode(String statement) throws Exception {
    return Encoded.of(Cql.update(statement));
  }
}
