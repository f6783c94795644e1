package io.sluice.relay.change;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.UUID;

/**
 * A table as it was when a change of it was captured. Tables are equal when their version is, so
 * one is a good key for whatever is worked out once for each version of a table.
 */
public final class Table {
  private final UUID id;
  private final long version;
  private final String keyspace;
  private final String name;
  private final String qualifiedName;
  private final boolean counter;
  private final ImmutableList<Column> columns;
  private final ImmutableList<Column> partitionKey;
  private final ImmutableList<Column> clustering;
  private final ImmutableList<Column> statics;
  private final ImmutableList<Column> regulars;

  /**
   * @param version digest of everything about the table: equal on every node, new after every ALTER
   * @param columns in the order of their index
   */
  public Table(
      UUID id, long version, String keyspace, String name, boolean counter, List<Column> columns) {
    this.id = id;
    this.version = version;
    this.keyspace = keyspace;
    this.name = name;
    this.qualifiedName = keyspace + "." + name;
    this.counter = counter;
    this.columns = ImmutableList.copyOf(columns);
    partitionKey = columnsOf(Column.Kind.PARTITION_KEY);
    clustering = columnsOf(Column.Kind.CLUSTERING);
    statics = columnsOf(Column.Kind.STATIC);
    regulars = columnsOf(Column.Kind.REGULAR);
  }

  private ImmutableList<Column> columnsOf(Column.Kind kind) {
    return columns.stream().filter(column -> column.kind() == kind).collect(toImmutableList());
  }

  /** Survives ALTER, changes with DROP and CREATE. */
  public UUID id() {
    return id;
  }

  /** Digest of everything about the table: equal on every node, new after every ALTER. */
  public long version() {
    return version;
  }

  public String keyspace() {
    return keyspace;
  }

  public String name() {
    return name;
  }

  /** Whether its regular columns are counters, whose changes are increments. */
  public boolean counter() {
    return counter;
  }

  /** Every column, by its index. */
  public List<Column> columns() {
    return columns;
  }

  public List<Column> partitionKey() {
    return partitionKey;
  }

  public List<Column> clustering() {
    return clustering;
  }

  public List<Column> statics() {
    return statics;
  }

  public List<Column> regulars() {
    return regulars;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof Table table && version == table.version && id.equals(table.id));
  }

  @Override
  public int hashCode() {
    return Long.hashCode(version);
  }

  /** As CQL names it: {@code keyspace.table}. */
  @Override
  public String toString() {
    return qualifiedName;
  }
}
