package io.sluice.trigger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.cassandra.exceptions.InvalidRequestException;
import org.apache.cassandra.triggers.ITrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Bad settings, in both places where Cassandra makes an instance. The only test that initializes
 * the trigger's class of the test class path: Cassandra looks there first.
 */
class CreateTriggerTest {
  @RegisterExtension final TriggerHome home = new TriggerHome();

  @Test
  void badSettingsFailTheStatementAndTheWrite() throws Exception {
    home.settings("on_full: block");
    String table = Cql.table("k text PRIMARY KEY, v text)");
    String create =
        "CREATE TRIGGER sluice ON " + table + " USING 'io.sluice.trigger.CaptureTrigger'";

    assertThatThrownBy(() -> Cql.alter(create))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("io.sluice.trigger.CaptureTrigger");

    ITrigger inAWrite = new CaptureTrigger();
    assertThatThrownBy(
            () -> inAWrite.augment(Cql.update("INSERT INTO " + table + " (k) VALUES ('a')")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("on_full: block is not known; give one of reject, discard");
  }
}
