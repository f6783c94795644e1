package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.util.List;
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
    return StoryTests.whileTheRelayRuns(servers, Stories.ALL);
  }

  @TestFactory
  List<DynamicTest> whileTheRelayIsStopped() {
    return StoryTests.whileTheRelayIsStopped(servers, Stories.ALL);
  }

  /** By which a consumer tells one schema from the next. */
  @Test
  void everySchemaHasAVersionAndEveryTableAnId() {
    Envelopes envelopes = new Envelopes(servers);
    Table table = envelopes.table("(k int PRIMARY KEY)");
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
