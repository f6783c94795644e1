package io.sluice.relay.change;

import java.util.List;

/**
 * A row, or the static columns of a partition, written.
 *
 * @param key without clustering values when {@code scope} is STATIC
 * @param scope ROW or STATIC
 * @param liveness null after UPDATE
 * @param cells of the columns that are one cell, in the order of the columns
 * @param complex of the multi-cell columns, in the order of the columns
 */
public record Upsert(
    Captured captured,
    ChangeId id,
    PrimaryKey key,
    Scope scope,
    Liveness liveness,
    List<Cell> cells,
    List<ComplexChange> complex)
    implements Change {

  /** {@inheritDoc} It is INSERT where the row has liveness, also without any cell. */
  @Override
  public Operation operation() {
    return liveness == null ? Operation.UPDATE : Operation.INSERT;
  }

  @Override
  public long writetime() {
    long newest = newest(liveness == null ? Long.MIN_VALUE : liveness.timestamp(), cells);
    for (ComplexChange change : complex) {
      newest = newest(newest, change.cells());
      if (change.deletion() != null) {
        newest = Math.max(newest, change.deletion().timestamp());
      }
    }
    return newest;
  }

  private static long newest(long newest, List<Cell> cells) {
    for (Cell cell : cells) {
      newest = Math.max(newest, cell.timestamp());
    }
    return newest;
  }

  @Override
  public int ttl() {
    Lifetime lifetime = new Lifetime();
    if (liveness != null) {
      lifetime.add(liveness.ttl());
    }
    lifetime.add(cells);
    complex.forEach(change -> lifetime.add(change.cells()));
    return lifetime.seconds();
  }

  /** The longest TTL of several values, 0 as soon as one has none. */
  private static final class Lifetime {
    private int longest;
    private boolean endless;

    void add(List<Cell> cells) {
      for (Cell cell : cells) {
        if (!cell.tombstone()) {
          add(cell.ttl());
        }
      }
    }

    void add(int ttl) {
      endless |= ttl <= 0;
      longest = Math.max(longest, ttl);
    }

    int seconds() {
      return endless ? 0 : longest;
    }
  }
}
