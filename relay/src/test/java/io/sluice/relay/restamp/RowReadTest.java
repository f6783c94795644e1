package io.sluice.relay.restamp;

import static io.sluice.relay.restamp.Proposed.A;
import static io.sluice.relay.restamp.Proposed.B;
import static io.sluice.relay.restamp.Proposed.S;
import static io.sluice.relay.restamp.Proposed.cell;
import static io.sluice.relay.restamp.Proposed.insert;
import static io.sluice.relay.restamp.Proposed.replaced;
import static io.sluice.relay.restamp.Proposed.tombstone;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowReadTest {
  @Test
  void namesAreQuoted() {
    assertThat(RowRead.of(insert(List.of(cell(A, "a"), tombstone(B)), replaced("x"))).cql())
        .isEqualTo(
            "SELECT \"a\", WRITETIME(\"a\"), \"B\", WRITETIME(\"B\") FROM \"Ks\".\"select\""
                + " WHERE \"k\" = ? AND \"Cl\"\"u\" = ? LIMIT 1");
  }

  @Test
  void staticColumnsAreThoseOfAPartition() {
    assertThat(RowRead.of(Proposed.updateStatic(cell(S, "s"))).cql())
        .isEqualTo("SELECT \"s\", WRITETIME(\"s\") FROM \"Ks\".\"select\" WHERE \"k\" = ? LIMIT 1");
  }

  @Test
  void oneServesAllChangesOfTheSameColumns() {
    RowRead read = RowRead.of(insert(cell(A, "a")));

    assertThat(RowRead.of(insert(tombstone(A)))).isEqualTo(read).hasSameHashCodeAs(read);
    assertThat(RowRead.of(insert(cell(B, "a")))).isNotEqualTo(read);
  }
}
