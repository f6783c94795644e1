package io.sluice.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.trigger.ClientRequest.Way;
import io.sluice.wal.record.Outcome;
import io.sluice.wal.record.WalRecord;
import java.util.List;
import java.util.stream.Stream;
import org.apache.cassandra.db.ConsistencyLevel;
import org.apache.cassandra.db.WriteType;
import org.apache.cassandra.exceptions.CasWriteUnknownResultException;
import org.apache.cassandra.exceptions.InvalidRequestException;
import org.apache.cassandra.exceptions.OverloadedException;
import org.apache.cassandra.exceptions.UnavailableException;
import org.apache.cassandra.exceptions.WriteTimeoutException;
import org.apache.cassandra.triggers.ITrigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A table with the trigger, clients of it, and what then stands in the journal. */
abstract class OutcomesFixture {
  @RegisterExtension final TriggerHome home = new TriggerHome();

  ITrigger trigger;
  String table;

  @BeforeEach
  final void load() {
    trigger = new TriggerClassLoader().newTrigger();
    table = Cql.table("k text PRIMARY KEY, v text)");
  }

  static Stream<Exception> failuresBeforeAnythingIsSent() {
    return Stream.of(unavailable(), new InvalidRequestException("no"));
  }

  static Stream<Exception> failuresOfAnyMeaning() {
    return Stream.of(
        timeout(),
        new OverloadedException("hints"),
        new CasWriteUnknownResultException(ConsistencyLevel.SERIAL, 1, 2),
        new IllegalStateException());
  }

  static UnavailableException unavailable() {
    return UnavailableException.create(ConsistencyLevel.TWO, 2, 1);
  }

  static WriteTimeoutException timeout() {
    return new WriteTimeoutException(WriteType.SIMPLE, ConsistencyLevel.ALL, 1, 2);
  }

  final ClientRequest conditional() {
    return ClientRequest.begin(Way.EXECUTE, insert("a") + " IF NOT EXISTS");
  }

  final void capture(String... modifications) {
    Cql.updates(modifications).forEach(trigger::augment);
  }

  final List<Outcome> outcomes() throws Exception {
    return Journals.records(home.journal()).stream()
        .filter(WalRecord::hasOutcome)
        .map(WalRecord::getOutcome)
        .toList();
  }

  final void assertOutcomes(String... changes) throws Exception {
    assertThat(Journals.outcomes(home.journal())).containsExactly(changes);
  }

  static long bean(String attribute) throws Exception {
    return TriggerHome.bean(attribute);
  }

  static String batch(String kind, String... modifications) {
    return "BEGIN " + kind + " BATCH " + String.join("; ", modifications) + " APPLY BATCH";
  }

  final String insert(String key) {
    return "INSERT INTO " + table + " (k, v) VALUES ('" + key + "', 'v')";
  }
}
