package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Keyspace;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A schema registry that is away is waited for; what it refuses holds up nothing. */
@EndToEnd
class AvroRegistryIT {
  private static final String AVRO = "avro-flat";
  private static final String WAITS =
      "destination avro-flat waits, trying again: io.apicurio.registry.utils.converter.AvroConverter"
          + " gets no answer of its registry";
  private static final String GOES_ON = "destination avro-flat goes on";

  private final AvroDelivery avro;
  private final Table a;
  private final Table b;

  AvroRegistryIT(Servers servers) {
    Keyspace keyspace = servers.cluster().keyspace();
    a = keyspace.table("(k int PRIMARY KEY, v int)");
    b = keyspace.table("(k int PRIMARY KEY, v int)");
    avro = new AvroDelivery(servers).envelope("flat", keyspace.name());
  }

  @Test
  void aRegistryThatComesLate() throws Exception {
    avro.start();
    for (int v = 1; v <= 3; v++) {
      insert(a, v);
      insert(b, v);
    }
    avro.events("json-flat", b).next(3); // the other destination does not wait
    awaitLog(WAITS);

    avro.server.start();

    assertDelivered(avro.events(AVRO, a), 1, 2, 3);
    assertDelivered(avro.events(AVRO, b), 1, 2, 3);
    awaitLog(GOES_ON);
    assertThat(avro.deadLetters(AVRO)).isEmpty();
  }

  @Test
  void aRegistryThatIsKilled() throws Exception {
    avro.server.start();
    avro.start();
    TopicReader ofA = avro.events(AVRO, a);
    insert(a, 1);
    assertDelivered(ofA, 1);

    avro.server.kill();
    insert(a, 2);
    assertDelivered(ofA, 2); // by the schema that the converter knows
    a.execute("ALTER TABLE %s ADD w int");
    insert(a, 3);
    insert(b, 4);
    insert(a, 5);
    awaitLog(WAITS);
    avro.server.start();

    assertDelivered(ofA, 3, 5);
    assertDelivered(avro.events(AVRO, b), 4);
    assertThat(avro.deadLetters(AVRO)).isEmpty();
    assertThat(avro.registry.versions(AVRO + "." + a + "-value")).isEqualTo(2);
  }

  @Test
  void aRelayThatIsRestartedMeanwhile() throws Exception {
    avro.start();
    insert(a, 1);
    awaitLog(WAITS);
    avro.restart();
    insert(a, 2);
    avro.server.start();

    assertDelivered(avro.events(AVRO, a), 1, 2);
    assertThat(avro.deadLetters(AVRO)).isEmpty();
  }

  @Test
  void aRegistryThatIsFrozen() throws Exception {
    avro.server.start();
    avro.start();
    TopicReader ofA = avro.events(AVRO, a);
    insert(a, 1);
    assertDelivered(ofA, 1);

    avro.server.pause();
    a.execute("ALTER TABLE %s ADD w int");
    insert(a, 2);
    avro.events("json-flat", a).next(2);
    avro.server.resume();

    assertDelivered(ofA, 2);
    assertThat(avro.deadLetters(AVRO)).isEmpty();
  }

  @Test
  void aNameThatAvroDoesNotAllow() throws Exception {
    avro.server.start();
    avro.start();
    a.execute("ALTER TABLE %s ADD \"not a name\" int");
    insert(a, 1);
    insert(b, 2);

    assertDelivered(avro.events(AVRO, b), 2);
    avro.events("json-flat", a).next();
    assertThat(avro.deadLetters(AVRO))
        .singleElement()
        .asString()
        .contains("refuses a record for topic " + AVRO + "." + a)
        .contains("SchemaParseException: Illegal character in: not a name");
  }

  @Test
  void aSchemaThatTheRegistryRefuses() throws Exception {
    avro.server.start();
    avro.start();
    insert(a, 1);
    TopicReader ofA = avro.events(AVRO, a);
    assertDelivered(ofA, 1);
    avro.registry.requireCompatibility(AVRO + "." + a + "-value");

    a.drop();
    a.create("(k int PRIMARY KEY, v text)");
    a.createTrigger();
    a.execute("INSERT INTO %s (k, v) VALUES (1, 'text')");
    insert(b, 2);

    assertDelivered(avro.events(AVRO, b), 2);
    assertThat(avro.deadLetters(AVRO))
        .singleElement()
        .asString()
        .contains("refuses a record for topic " + AVRO + "." + a)
        .contains("RuleViolationException: ");
    assertThat(avro.hasLogged(WAITS)).isFalse();
  }

  private static void insert(Table table, int v) {
    table.execute("INSERT INTO %s (k, v) VALUES (1, " + v + ")");
  }

  private void assertDelivered(TopicReader events, Integer... values) {
    assertThat(events.next(values.length))
        .extracting(event -> avro.value(event).get("v").intValue())
        .containsExactly(values);
  }

  private void awaitLog(String text) {
    await(text).atMost(Duration.ofMinutes(1)).until(() -> avro.hasLogged(text));
  }
}
