package io.sluice.tests.harness;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;

/** A table; {@code %s} stands for its name in every statement. For many threads. */
public final class Table {
  private static final String TRIGGER = "io.sluice.trigger.CaptureTrigger";

  private final Cluster cluster;
  private final String keyspace;
  private final String name;

  Table(Cluster cluster, String keyspace, String name) {
    this.cluster = cluster;
    this.keyspace = keyspace;
    this.name = name;
  }

  /** The same table for another client, with another node as its coordinator. */
  public Table through(Cluster other) {
    return new Table(other, keyspace, name);
  }

  public String keyspace() {
    return keyspace;
  }

  public String name() {
    return name;
  }

  /** Runs a statement; values are for its question marks. */
  public ResultSet execute(String cql, Object... values) {
    return cluster.execute(named(cql), values);
  }

  /** The same at a consistency level. */
  public ResultSet execute(ConsistencyLevel level, String cql, Object... values) {
    return cluster.execute(level, named(cql), values);
  }

  /** Prepares a statement, once for the node and all of its clients. */
  public PreparedStatement prepare(String cql) {
    return cluster.prepare(named(cql));
  }

  /** Runs a statement that was prepared. */
  public void execute(BoundStatement statement) {
    cluster.execute(statement);
  }

  /** Creates the table, again if it was dropped. */
  public void create(String definition) {
    define("CREATE TABLE %s " + definition);
  }

  public void drop() {
    define("DROP TABLE %s");
  }

  public void createTrigger() {
    define("CREATE TRIGGER sluice ON %s USING '" + TRIGGER + "'");
  }

  public void dropTrigger() {
    define("DROP TRIGGER sluice ON %s");
  }

  /** Microseconds since the epoch: when Cassandra says that a column's value was written. */
  public long writetime(String column, String where) {
    return execute("SELECT writetime(" + column + ") FROM %s WHERE " + where).one().getLong(0);
  }

  /** What Cassandra says of it: columns of its rows in a table of {@code system_schema}. */
  public ResultSet described(String columns, String schemaTable) {
    return cluster.execute(
        "SELECT %s FROM system_schema.%s WHERE keyspace_name = ? AND table_name = ?"
            .formatted(columns, schemaTable),
        keyspace,
        name);
  }

  /** Changes the schema, by a statement that every node that is up is waited for with. */
  public void define(String cql) {
    cluster.define(named(cql));
  }

  private String named(String cql) {
    return cql.replace("%s", toString());
  }

  /** The name with its keyspace. */
  @Override
  public String toString() {
    return keyspace + "." + name;
  }
}
