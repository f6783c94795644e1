package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each change is decoded with the schema that it was written with, in every envelope. */
@EndToEnd
class SchemaChangeIT {
  private final Servers servers;

  SchemaChangeIT(Servers servers) {
    this.servers = servers;
  }

  @TestFactory
  List<DynamicTest> whileTheRelayRuns() {
    Envelopes envelopes = new Envelopes(servers);
    Map<Story, Story.Telling> tellings = begin(envelopes);
    tellings.forEach(Story::goOn);
    return tests(envelopes, tellings);
  }

  /** What it finds when it starts again is of schemas that are long gone. */
  @TestFactory
  List<DynamicTest> whileTheRelayIsStopped() {
    Envelopes envelopes = new Envelopes(servers);
    Map<Story, Story.Telling> tellings = begin(envelopes);
    tellings.values().forEach(telling -> envelopes.events(telling.table, "flat").next());
    envelopes.relay().stop();
    tellings.forEach(Story::goOn);
    tellings.values().forEach(telling -> telling.table.drop());
    envelopes.relay().start();
    return tests(envelopes, tellings);
  }

  private static Map<Story, Story.Telling> begin(Envelopes envelopes) {
    Map<Story, Story.Telling> tellings = new LinkedHashMap<>();
    Stories.ALL.forEach(
        story -> tellings.put(story, story.begin(envelopes.keyspace().table(story.table))));
    return tellings;
  }

  private static List<DynamicTest> tests(Envelopes envelopes, Map<Story, Story.Telling> tellings) {
    List<DynamicTest> tests = new ArrayList<>();
    for (String envelope : Envelopes.FORMS.keySet()) {
      tellings.forEach(
          (story, telling) -> {
            List<Event> events =
                envelopes.events(telling.table, envelope).next(story.records().size());
            tests.add(
                dynamicTest(
                    envelope + ": " + story.name,
                    () ->
                        assertThat(events)
                            .extracting(event -> Contents.of(envelope, event))
                            .isEqualTo(story.records())));
          });
    }
    return tests;
  }

  /** By which a consumer tells one schema from the next. */
  @Test
  void everySchemaHasAVersionAndEveryTableAnId() {
    Envelopes envelopes = new Envelopes(servers);
    Table table = envelopes.keyspace().table("(k int PRIMARY KEY)");
    TopicReader events = envelopes.events(table, "change");

    JsonNode created = next(table, events);
    JsonNode unchanged = next(table, events);
    table.execute("ALTER TABLE %s ADD v int");
    JsonNode altered = next(table, events);
    table.drop();
    table.create("(k int PRIMARY KEY)");
    table.createTrigger();
    JsonNode recreated = next(table, events);

    assertThat(unchanged.get("schema_version")).isEqualTo(created.get("schema_version"));
    assertThat(altered.get("schema_version")).isNotEqualTo(created.get("schema_version"));
    assertThat(altered.get("table_id")).isEqualTo(created.get("table_id"));
    assertThat(recreated.get("table_id")).isNotEqualTo(created.get("table_id"));
    assertThat(recreated.get("schema_version")).isNotEqualTo(created.get("schema_version"));
  }

  private static JsonNode next(Table table, TopicReader events) {
    table.execute("INSERT INTO %s (k) VALUES (1)");
    return Json.parse(events.next().value());
  }
}
