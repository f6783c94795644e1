package io.sluice.tests.harness;

/** A keyspace of the tests' own, and the tables in it. For one thread. */
public final class Keyspace {
  private final Cluster cluster;
  private final String name;
  private int tables;

  Keyspace(Cluster cluster, String name) {
    this.cluster = cluster;
    this.name = name;
  }

  public String name() {
    return name;
  }

  /**
   * Creates a table that is captured.
   *
   * @param definition in parentheses: columns and primary key, and what may follow them
   */
  public Table table(String definition) {
    Table table = uncapturedTable(definition);
    table.createTrigger();
    return table;
  }

  /** Creates a table without a trigger. */
  public Table uncapturedTable(String definition) {
    Table table = new Table(cluster, name, "t" + ++tables);
    table.create(definition);
    return table;
  }

  /** Creates a user-defined type. */
  public void type(String typeName, String fields) {
    cluster.define("CREATE TYPE " + name + "." + typeName + " " + fields);
  }
}
