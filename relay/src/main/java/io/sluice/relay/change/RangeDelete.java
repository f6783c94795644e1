package io.sluice.relay.change;

/**
 * The rows between two bounds of one partition deleted.
 *
 * @param key without clustering values
 * @param start the first bound in clustering order, so the greater value where that is descending
 */
public record RangeDelete(
    Captured captured, ChangeId id, PrimaryKey key, Bound start, Bound end, Deletion deletion)
    implements Change {

  @Override
  public Operation operation() {
    return Operation.DELETE;
  }

  @Override
  public Scope scope() {
    return Scope.RANGE;
  }

  @Override
  public long writetime() {
    return deletion.timestamp();
  }

  @Override
  public int ttl() {
    return 0;
  }
}
