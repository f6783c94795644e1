package io.sluice.tests.docs;

import io.sluice.tests.harness.Event;

/** How the records of an envelope are written for a reader. */
interface Notation {
  /** What Markdown calls it. */
  String language();

  /** A record without what is said of it elsewhere: where it comes from, and when. */
  String shortened(Event event, Placeholders placeholders);

  /** All of a record. */
  String whole(Event event, Placeholders placeholders);

  /** On one line, what a record says of the value of a column that is one cell. */
  String value(Event event, String column);
}
