package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Member;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Ring;
import io.sluice.tests.harness.Table;
import org.junit.jupiter.api.Test;

/** A write has three replicas and one coordinator. */
@EndToEnd
class CoordinatorIT {
  private static final int NODES = 3;

  private final Ring ring;

  CoordinatorIT(Ring ring) {
    this.ring = ring;
  }

  @Test
  void aChangeComesFromTheNodeThatCoordinatedItAndFromNoOther() {
    Table table = ring.member(0).cluster().keyspace(NODES).table("(k text PRIMARY KEY)");
    insertThroughEachNode(table, "first");
    insertThroughEachNode(table, "last");

    for (int number = 0; number < NODES; number++) {
      Member member = ring.member(number);
      String topic = table + ".from-" + number;
      RelaySettings settings =
          new RelaySettings().destination("all", topic, ring.kafka().bootstrap());
      ring.relay(member, settings.channel(table, "all"));
      assertThat(ring.kafka().read(topic).next(2))
          .extracting(Event::key)
          .containsExactly(json("first" + number), json("last" + number));
      assertThat(table.through(member.cluster()).execute("SELECT k FROM %s").all())
          .hasSize(2 * NODES);
    }
  }

  private void insertThroughEachNode(Table table, String prefix) {
    for (int number = 0; number < NODES; number++) {
      table
          .through(ring.member(number).cluster())
          .execute(ConsistencyLevel.ALL, "INSERT INTO %s (k) VALUES (?)", prefix + number);
    }
  }

  private static String json(String key) {
    return "{\"k\":\"" + key + "\"}";
  }
}
