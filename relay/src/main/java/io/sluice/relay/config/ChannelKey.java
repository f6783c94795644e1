package io.sluice.relay.config;

/**
 * What a channel is known by: which tables' changes it leads where.
 *
 * @param dataCenter the node's; {@code *} stands for any letters
 * @param keyspace name, {@code *} stands for any letters
 * @param table name, {@code *} stands for any letters
 */
public record ChannelKey(String dataCenter, String keyspace, String table, String destination) {
  /** Of a channel that is for every data center. */
  public static final String ANY = "*";

  /** Whether there may be a table that both lead to the same destination. */
  public boolean overlaps(ChannelKey other) {
    return destination.equals(other.destination)
        && Globs.overlap(dataCenter, other.dataCenter)
        && Globs.overlap(keyspace, other.keyspace)
        && Globs.overlap(table, other.table);
  }

  /** Whether it takes changes that nodes of a data center captured. */
  public boolean takesFrom(String named) {
    return Globs.overlap(dataCenter, named);
  }

  /** As commands show it. */
  @Override
  public String toString() {
    return "dc=%s keyspace=%s table=%s to %s".formatted(dataCenter, keyspace, table, destination);
  }
}
