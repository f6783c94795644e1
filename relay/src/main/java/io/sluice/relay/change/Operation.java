package io.sluice.relay.change;

/** What a change does, in the words of CQL. */
public enum Operation {
  /** A row was written with its own liveness: it exists even with every column unset. */
  INSERT,
  /** Columns were set or unset; the row exists as long as one of them is set. */
  UPDATE,
  /** A row, a range of rows or a partition was deleted. */
  DELETE
}
