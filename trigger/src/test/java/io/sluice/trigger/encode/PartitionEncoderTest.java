package io.sluice.trigger.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.trigger.Cql;
import io.sluice.wal.record.PartitionChange;
import org.junit.jupiter.api.Test;

class PartitionEncoderTest {
  @Test
  void anInsertedRow() throws Exception {
    String table = Cql.table("k text PRIMARY KEY, v text, n int)");

    Encoded encoded =
        Encoded.of(Cql.update("INSERT INTO " + table + " (k, v, n) VALUES ('a', 'b', 7)"));

    PartitionChange change = encoded.change();
    assertThat(change.getPartitionKey().toStringUtf8()).isEqualTo("a");
    System.out.println(encoded.record());
    System.out.println(change);
  }
}
