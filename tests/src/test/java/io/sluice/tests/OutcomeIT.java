package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.OnCassandra;
import io.sluice.tests.harness.Saboteur;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a write decides whether it is delivered. The keyspace has one replica. */
@EndToEnd
class OutcomeIT {
  private static final String INSERT = "INSERT INTO %s (k, v) VALUES (?, ?)";

  private final Servers servers;
  private Table table;

  OutcomeIT(Servers servers) {
    this.servers = servers;
  }

  @BeforeEach
  void createTable() {
    table = servers.table("(k text PRIMARY KEY, v text)");
  }

  @Test
  void aWriteForWhichThereAreTooFewReplicasHasNoRecordAndIsCounted() {
    long failedBefore = outcomes("OutcomesFailed");
    assertThatThrownBy(() -> table.execute(ConsistencyLevel.TWO, INSERT, "a", "1"))
        .isInstanceOf(UnavailableException.class);
    table.execute(ConsistencyLevel.ONE, INSERT, "a", "2");

    assertThat(eventsUpToMarker())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.value()).isEqualTo("{\"v\":\"2\"}");
              assertThat(event.outcome()).isNull();
              assertThat(event.writetimeKind()).isNull();
            });
    assertThat(outcomes("OutcomesFailed")).isEqualTo(failedBefore + 1);
  }

  @Test
  @OnCassandra(before = "6.0", feature = "a batch is sent once")
  void aLoggedBatchForWhichThereAreTooFewReplicasHasNoRecord() {
    assertThatThrownBy(() -> table.execute(ConsistencyLevel.TWO, batch("LOGGED")))
        .isInstanceOf(UnavailableException.class);
    assertThat(eventsUpToMarker()).isEmpty();
  }

  @Test
  @OnCassandra(since = "6.0", feature = "a node may send a batch again by itself")
  void aLoggedBatchThatMayHaveBeenSentBeforeIsUnknown() {
    assertThatThrownBy(() -> table.execute(ConsistencyLevel.TWO, batch("LOGGED")))
        .isInstanceOf(UnavailableException.class);
    assertThat(eventsUpToMarker())
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.outcome()).isEqualTo("unknown"));
  }

  /** Cassandra looks partition by partition: some may have been written before one could not. */
  @Test
  void anUnloggedBatchOfPartitionsForWhichThereAreTooFewReplicasIsUnknown() {
    assertThatThrownBy(() -> table.execute(ConsistencyLevel.TWO, batch("UNLOGGED")))
        .isInstanceOf(UnavailableException.class);
    assertThat(eventsUpToMarker())
        .hasSize(2)
        .allSatisfy(event -> assertThat(event.outcome()).isEqualTo("unknown"));
  }

  @Test
  void aWriteThatAnotherTriggerRefusesHasNoRecord() {
    servers.installSaboteur();
    Saboteur.watch(table, "z_after_ours");
    long failedBefore = outcomes("OutcomesFailed");
    assertThatThrownBy(() -> table.execute(INSERT, Saboteur.REFUSE, "1"))
        .isInstanceOf(DriverException.class);
    assertThat(eventsUpToMarker()).isEmpty();
    assertThat(outcomes("OutcomesFailed")).as("captured before").isEqualTo(failedBefore + 1);

    table = servers.deliveredKeyspace().uncapturedTable("(k text PRIMARY KEY, v text)");
    Saboteur.watch(table, "a_before_ours");
    table.createTrigger();
    assertThatThrownBy(() -> table.execute(INSERT, Saboteur.REFUSE, "1"))
        .isInstanceOf(DriverException.class);
    assertThat(eventsUpToMarker()).isEmpty();
  }

  @Test
  void aWriteDuringWhichTheNodeDiesIsUnknown() {
    servers.installSaboteur();
    Saboteur.watch(table, "z_after_ours");
    table.execute(INSERT, "a", "acknowledged");
    assertThatThrownBy(() -> table.execute(INSERT, Saboteur.DIE, "1"))
        .isInstanceOf(DriverException.class);
    servers.node().kill();
    servers.node().start();
    servers.cluster().awaitNode();

    assertThat(eventsUpToMarker())
        .extracting(Event::key, Event::outcome)
        .containsExactly(tuple("{\"k\":\"a\"}", null), tuple("{\"k\":\"die\"}", "unknown"));
  }

  @Test
  void aConditionalInsertIsDeliveredOnce() {
    String insert = INSERT + " IF NOT EXISTS";
    assertThat(table.execute(insert, "a", "1").wasApplied()).isTrue();
    assertThat(table.execute(insert, "a", "2").wasApplied()).isFalse();
    assertThat(eventsUpToMarker())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.value()).isEqualTo("{\"v\":\"1\"}");
              assertThat(event.outcome()).isNull();
              assertThat(event.writetimeKind()).isEqualTo("proposed");
            });
  }

  private static String batch(String kind) {
    return "BEGIN "
        + (kind.equals("LOGGED") ? "" : kind)
        + " BATCH INSERT INTO %s (k, v) VALUES ('a', '1');"
        + " INSERT INTO %s (k, v) VALUES ('b', '2'); APPLY BATCH";
  }

  private long outcomes(String attribute) {
    return (long) servers.node().triggerAttribute(attribute);
  }

  /** Whatever was written before the marker comes before it, or not at all. */
  private List<Event> eventsUpToMarker() {
    table.execute("INSERT INTO %s (k) VALUES ('marker')");
    List<Event> all =
        servers.events(table).until("the marker", event -> event.key().contains("marker"));
    return all.subList(0, all.size() - 1);
  }
}
