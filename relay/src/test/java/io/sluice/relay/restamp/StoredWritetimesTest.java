package io.sluice.relay.restamp;

import static io.sluice.relay.restamp.Proposed.A;
import static io.sluice.relay.restamp.Proposed.cell;
import static io.sluice.relay.restamp.Proposed.insert;
import static io.sluice.relay.restamp.Proposed.replaced;
import static io.sluice.relay.restamp.Proposed.tombstone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.common.net.HostAndPort;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.CassandraUnavailableException;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Delete;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.PrimaryKey;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Upsert;
import io.sluice.relay.config.CassandraConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Without a Cassandra; with one, {@code LwtWritetimeIT} shows it. */
class StoredWritetimesTest {
  private static final Upsert WRITE = insert(cell(A, "a"));

  private final List<String> connects = new ArrayList<>();
  private final StoredWritetimes writetimes = new StoredWritetimes(this::refuse);

  private CompletionStage<CqlSession> refuse(String dataCenter) {
    connects.add(dataCenter);
    return CompletableFuture.failedFuture(new IllegalStateException("not today"));
  }

  @Test
  void onlyAppliedConditionalWritesAreAskedAfter() {
    List<Change> others =
        List.of(
            Proposed.with(Proposed.captured(Outcome.APPLIED, false), WRITE),
            Proposed.with(Proposed.captured(Outcome.UNKNOWN, true), WRITE),
            Proposed.with(Proposed.captured(Outcome.NOT_AWAITED, true), WRITE),
            insert(),
            insert(tombstone(A)),
            insert(List.of(), replaced("x")),
            withoutClustering(),
            new Delete(WRITE.captured(), WRITE.id(), WRITE.key(), Scope.ROW, new Deletion(1, 2)));

    assertThat(others).allSatisfy(other -> assertThat(writetimes.stored(other)).isSameAs(other));
    assertThat(connects).isEmpty();
  }

  /** As a table WITH COMPACT STORAGE may have it. */
  private static Upsert withoutClustering() {
    List<ByteString> none = Collections.singletonList(null);
    return new Upsert(
        WRITE.captured(),
        WRITE.id(),
        new PrimaryKey(WRITE.key().partition(), none),
        WRITE.scope(),
        WRITE.liveness(),
        WRITE.cells(),
        WRITE.complex());
  }

  @Test
  void itConnectsToTheDataCenterOfTheChangeUntilThatSucceeds() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> writetimes.stored(WRITE))
          .isInstanceOf(CassandraUnavailableException.class)
          .hasMessageContaining("not today");
    }
    assertThat(connects).containsExactly("dc1", "dc1");
    writetimes.close();
  }

  @Test
  void anOperatorReadsWhatToDo() {
    CassandraConfig nobody =
        new CassandraConfig(
            List.of(HostAndPort.fromParts("127.0.0.1", 1)),
            Optional.of(new CassandraConfig.Login("sluice", "hidden")),
            Map.of());
    try (StoredWritetimes unreachable = new StoredWritetimes(nobody::connect)) {
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> unreachable.stored(WRITE))
                      .isInstanceOf(CassandraUnavailableException.class)
                      .hasMessageContaining("lwt_writetime: read needs Cassandra")
                      .hasMessageContaining("Could not reach any contact point")
                      .hasMessageContaining("cassandra.contact_points")
                      .hasMessageContaining("cassandra.username")
                      .hasMessageNotContaining("hidden"));
    }
  }
}
