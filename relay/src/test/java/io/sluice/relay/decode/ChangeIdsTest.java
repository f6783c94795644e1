package io.sluice.relay.decode;

import static io.sluice.relay.decode.Updates.alive;
import static io.sluice.relay.decode.Updates.demoUpdate;
import static io.sluice.relay.decode.Updates.row;
import static io.sluice.relay.decode.Updates.update;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.ChangeId;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.Source;
import io.sluice.relay.change.Table;
import io.sluice.wal.record.PartitionChange;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeIdsTest {
  private static final ByteString CHANGE = ByteString.copyFromUtf8("captured bytes");
  private static final Table TABLE = new TableSchemas().table(Schemas.demo());

  @Test
  void theSameBytesHaveTheSameIdWhereverAndWheneverTheyWereCaptured() {
    Source elsewhere = new Source("cluster", "dc2", UUID.randomUUID());

    assertThat(first(new Captured(1, 1, 2, 3, TABLE, elsewhere, CHANGE, Outcome.APPLIED, false)))
        .isEqualTo(first(Updates.captured(TABLE, CHANGE)));
  }

  @Test
  void anIdIsTheSameInEveryVersionOfTheRelay() {
    assertThat(first(Updates.captured(table(new UUID(5, 6), 7), CHANGE)))
        .hasToString("7345b554854fc6519fd7bd65a28fe2e9");
  }

  @Test
  void otherBytesTablesOrVersionsHaveOtherIds() {
    Set<ChangeId> ids = new HashSet<>();
    ids.add(first(Updates.captured(TABLE, CHANGE)));
    ids.add(first(Updates.captured(TABLE, CHANGE.substring(1))));
    ids.add(first(Updates.captured(table(TABLE.id(), TABLE.version() + 1), CHANGE)));
    ids.add(first(Updates.captured(table(new UUID(8, 9), TABLE.version()), CHANGE)));

    assertThat(ids).hasSize(4);
  }

  @Test
  void theChangesOfOneUpdateHaveDifferentIds() {
    PartitionChange.Builder update = update();
    for (int i = 0; i < 10_000; i++) {
      update.addRows(row(1, i).setLiveness(alive()));
    }

    assertThat(Updates.decode(update)).extracting(Change::id).doesNotHaveDuplicates();
  }

  @Test
  void changesThatDifferOnlyInWritetimeHaveDifferentIds() {
    PartitionChange.Builder update = demoUpdate().setDeletion(Updates.deletion(0));
    Change first = Updates.decode(Schemas.demo(), update).get(0);
    Change second = Updates.decode(Schemas.demo(), update.setTimestamp(Updates.BASE + 1)).get(0);

    assertThat(first.id()).isNotEqualTo(second.id());
  }

  private static Table table(UUID id, long version) {
    return new Table(id, version, "ks", "t", false, TABLE.columns());
  }

  private static ChangeId first(Captured captured) {
    return new ChangeIds(captured).next();
  }
}
