package io.sluice.tests;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.tests.harness.Event;

/** How an envelope says what every envelope says. */
interface Form {
  /** The record's key, as {@code flat} has it. */
  JsonNode key(Event event);

  /** What is to be in a key where a sample was written. */
  default JsonNode expectedKey(Sample sample) {
    return Json.parse(sample.json());
  }

  /** What is said of one column, or null; to compare with {@link #expected(Sample, long)}. */
  JsonNode column(Event event, String column);

  /** What is to be said of a column into which a sample was written. */
  JsonNode expected(Sample sample, long writetime);

  /** The record's value, without what is neither in its headers nor about the table's content. */
  JsonNode content(Event event);

  /** What is to be said of a change. */
  JsonNode expected(Expected change);
}
