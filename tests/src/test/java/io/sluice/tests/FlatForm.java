package io.sluice.tests;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.tests.harness.Event;

final class FlatForm implements Form {
  @Override
  public JsonNode key(Event event) {
    return Json.parse(event.key());
  }

  @Override
  public JsonNode column(Event event, String column) {
    return content(event).get(column);
  }

  @Override
  public JsonNode expected(Sample sample, long writetime) {
    return Json.parse(sample.json());
  }

  @Override
  public JsonNode content(Event event) {
    return Json.parse(event.value());
  }

  @Override
  public JsonNode expected(Expected change, TableDescription table) {
    return change.flat();
  }

  /** Headers say it all. */
  @Override
  public JsonNode origin(Event event) {
    return Json.of(null);
  }

  @Override
  public JsonNode expected(Origin origin) {
    return Json.of(null);
  }
}
