package io.sluice.tests;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.tests.harness.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is done to one table and its schema; the first step writes a row. In statements {@code %s}
 * is the table, and {@code KS} its keyspace. A builder.
 */
final class Story {
  final String name;
  final String table;
  private final List<Consumer<Telling>> steps = new ArrayList<>();
  private final List<Content> records = new ArrayList<>();

  /**
   * A story without steps.
   *
   * @param table what follows CREATE TABLE and the name
   */
  Story(String name, String table) {
    this.name = name;
    this.table = table;
  }

  /**
   * What the record of one change says.
   *
   * @param kind operation and scope, such as {@code INSERT row}
   * @param columns the values that it sets, by name
   */
  record Content(String kind, JsonNode key, JsonNode columns) {}

  Story run(String cql) {
    return step(telling -> telling.table.execute(telling.named(cql)));
  }

  /** Prepares a statement, for {@link #runPrepared}. */
  Story prepare(String cql) {
    return step(telling -> telling.prepared = telling.table.prepare(telling.named(cql)));
  }

  Story runPrepared(Function<PreparedStatement, BoundStatement> binding) {
    return step(telling -> telling.table.execute(binding.apply(telling.prepared)));
  }

  /** Drops the table, and creates it again with the same name. */
  Story recreate(String definition) {
    return step(
        telling -> {
          telling.table.drop();
          telling.table.create(definition);
          telling.table.createTrigger();
        });
  }

  private Story step(Consumer<Telling> step) {
    steps.add(step);
    return this;
  }

  /** The next record. */
  Story gives(String kind, String key, String columns) {
    records.add(new Content(kind, Json.parse(key), Json.parse(columns)));
    return this;
  }

  /** The next record is that of an INSERT. */
  Story inserts(String key, String columns) {
    return gives("INSERT row", key, columns);
  }

  /** The next record is that of an UPDATE. */
  Story updates(String key, String columns) {
    return gives("UPDATE row", key, columns);
  }

  /** The next record is that of the DELETE of a row. */
  Story deletes(String key) {
    return gives("DELETE row", key, "null");
  }

  /** What all records are to say. */
  List<Content> records() {
    return records;
  }

  /** Begins with the first step. */
  Telling begin(Table on) {
    Telling telling = new Telling(on);
    steps.get(0).accept(telling);
    return telling;
  }

  /** Takes all other steps. */
  void goOn(Telling telling) {
    steps.stream().skip(1).forEach(step -> step.accept(telling));
  }

  /** A story under way. */
  static final class Telling {
    final Table table;
    private PreparedStatement prepared;

    private Telling(Table table) {
      this.table = table;
    }

    private String named(String cql) {
      return cql.replace("KS", table.keyspace());
    }
  }
}
