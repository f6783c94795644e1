package io.sluice.tests;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.tests.harness.Event;
import java.util.List;

/** How an envelope says what every envelope says. */
interface Form {
  /** The record's key; its columns as {@code flat} has them but for some types. */
  JsonNode key(Event event);

  /** What is to be the key of a change. */
  default JsonNode expectedKey(Expected change, TableDescription table) {
    return change.key();
  }

  /** What is said of one column of the key; to compare with {@link #expectedKey(Sample)}. */
  default JsonNode keyColumn(Event event, String column) {
    return key(event).get(column);
  }

  /** What is to be said of a column of the key into which a sample was written. */
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
  JsonNode expected(Expected change, TableDescription table);

  /** What the record's value says of where the change comes from, and when. */
  JsonNode origin(Event event);

  /** What is to be said of that. */
  JsonNode expected(Origin origin);

  /** The columns that are to have a header {@code delta}. */
  default List<String> expectedDeltas(Expected change) {
    return List.of();
  }
}
