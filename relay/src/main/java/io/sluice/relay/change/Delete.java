package io.sluice.relay.change;

/**
 * A row or a partition deleted.
 *
 * @param key without clustering values when {@code scope} is PARTITION
 * @param scope ROW or PARTITION; the only row of a partition of a table without clustering columns
 *     is a ROW, though Cassandra deletes the partition
 */
public record Delete(Captured captured, ChangeId id, PrimaryKey key, Scope scope, Deletion deletion)
    implements Change {

  @Override
  public Operation operation() {
    return Operation.DELETE;
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
