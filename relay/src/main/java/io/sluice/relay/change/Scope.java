package io.sluice.relay.change;

/** How much of a partition a change is about. */
public enum Scope {
  ROW,
  /** The static columns, which the rows of a partition share. */
  STATIC,
  /** The rows between two bounds. */
  RANGE,
  /** The whole partition of a table that has clustering columns. */
  PARTITION
}
