package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Member;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Ring;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica that does not answer: what its coordinator cannot know is delivered, and marked. */
@EndToEnd
class SlowReplicaIT {
  private static final int REPLICAS = 3;
  private static final String INSERT = "INSERT INTO %s (k, v) VALUES (?, ?)";

  private final Ring ring;
  private Table table;
  private TopicReader events;

  SlowReplicaIT(Ring ring) {
    this.ring = ring;
  }

  @BeforeEach
  void deliverATable() {
    Member coordinator = ring.member(0);
    table = coordinator.cluster().keyspace(REPLICAS).table("(k text PRIMARY KEY, v text)");
    RelaySettings settings =
        new RelaySettings().destination("all", table.toString(), ring.kafka().bootstrap());
    table.execute(INSERT, "first", "0"); // a relay wants a journal
    ring.relay(coordinator, settings.channel(table, "all"));
    events = ring.kafka().read(table.toString());
    events.next();
  }

  @Test
  void aWriteThatTimesOutIsDeliveredAsUnknownAndHoldsUpNobodyMeanwhile() throws Exception {
    ring.member(2).node().pause();
    long capturedBefore = captured();
    CompletableFuture<?> slow =
        CompletableFuture.runAsync(() -> table.execute(ConsistencyLevel.ALL, INSERT, "slow", "1"));
    await().until(() -> captured() > capturedBefore);
    table.execute(ConsistencyLevel.QUORUM, INSERT, "quick", "2");
    assertThat(events.next().key()).isEqualTo("{\"k\":\"quick\"}");

    assertThatThrownBy(slow::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(WriteTimeoutException.class);
    assertThat(events.next())
        .extracting(Event::key, Event::outcome)
        .containsExactly("{\"k\":\"slow\"}", "unknown");
  }

  @Test
  void anUnloggedBatchOfPartitionsThatIsUnavailableIsUnknown() {
    ring.member(2).node().kill();
    ring.awaitDown(ring.member(2));
    String batch =
        "BEGIN UNLOGGED BATCH INSERT INTO %s (k, v) VALUES ('a', '1');"
            + " INSERT INTO %s (k, v) VALUES ('b', '2'); APPLY BATCH";
    assertThatThrownBy(() -> table.execute(ConsistencyLevel.ALL, batch))
        .isInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> table.execute(ConsistencyLevel.ALL, INSERT, "certain", "3"))
        .isInstanceOf(UnavailableException.class);
    table.execute(ConsistencyLevel.QUORUM, INSERT, "last", "4");

    assertThat(events.next(3))
        .extracting(Event::key, Event::outcome)
        .containsExactlyInAnyOrder(
            tuple("{\"k\":\"a\"}", "unknown"),
            tuple("{\"k\":\"b\"}", "unknown"),
            tuple("{\"k\":\"last\"}", null));
  }

  private long captured() {
    return (long) ring.member(0).node().triggerAttribute("CapturedChanges");
  }
}
