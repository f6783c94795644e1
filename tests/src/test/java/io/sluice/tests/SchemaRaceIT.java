package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Schemas change while clients write. */
@EndToEnd
class SchemaRaceIT {
  private static final Logger log = LoggerFactory.getLogger(SchemaRaceIT.class);
  private static final int CHANGES = 6;
  private static final int WRITERS = 3;
  private static final int ROWS = 60;

  private final Servers servers;

  SchemaRaceIT(Servers servers) {
    this.servers = servers;
  }

  @Test
  void everyAcknowledgedWriteArrivesAsItWasWritten() {
    Envelopes envelopes = new Envelopes(servers);
    envelopes.type("growing", SchemaRace.TYPE);
    Table table = envelopes.table(SchemaRace.TABLE);
    try (SchemaRace race = new SchemaRace(table, WRITERS)) {
      for (int i = 0; i < CHANGES; i++) {
        race.awaitMore(ROWS);
        race.alter();
      }
      race.awaitMore(ROWS);
      race.stop();
      log.info("{} rows acknowledged, {} refused", race.acknowledged().size(), race.refused());

      Envelopes.FORMS.forEach(
          (envelope, form) ->
              assertThat(delivered(envelope, form, envelopes, table))
                  .as(envelope)
                  .isEqualTo(race.acknowledged()));
    }
  }

  private static Map<List<Integer>, JsonNode> delivered(
      String envelope, Form form, Envelopes envelopes, Table table) {
    Map<List<Integer>, JsonNode> delivered = new HashMap<>();
    List<Event> events =
        envelopes
            .events(table, envelope)
            .until("the last row", event -> key(form.key(event)).get(0) == SchemaRace.LAST);
    for (Event event : events.subList(0, events.size() - 1)) {
      Story.Content content = Contents.of(envelope, event);
      delivered.put(key(content.key()), withoutNulls(content.columns()));
    }
    return delivered;
  }

  /** The names differ, the values don't. */
  private static List<Integer> key(JsonNode key) {
    List<Integer> values = new ArrayList<>();
    key.forEach(value -> values.add(value.intValue()));
    return values;
  }

  /** The fields that the type has got, and the value has not. */
  private static JsonNode withoutNulls(JsonNode columns) {
    if (columns instanceof ObjectNode row && row.has("u")) {
      row.set("u", Contents.withoutNulls(row.get("u")));
    }
    return columns;
  }
}
