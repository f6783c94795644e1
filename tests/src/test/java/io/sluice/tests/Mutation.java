package io.sluice.tests;

import java.util.ArrayList;
import java.util.List;

/**
 * Statements and the records that they give. In both {@code #} stands for a number that only this
 * mutation's rows have in {@code k}, the first column of the partition key; that or its negative.
 * In statements {@code %s} is the table, {@code %o} the one that is {@link Mutations#OTHER}; what a
 * question mark stands for is left unset. A builder.
 */
final class Mutation {
  final String name;
  final String table;
  final List<String> statements = new ArrayList<>();
  private final List<String[]> records = new ArrayList<>();
  private final List<String[]> ofOther = new ArrayList<>();

  /**
   * One that has no statements yet.
   *
   * @param table what follows CREATE TABLE and the name
   */
  Mutation(String name, String table) {
    this.name = name;
    this.table = table;
  }

  Mutation cql(String statement) {
    statements.add(statement);
    return this;
  }

  /** The next record, as in {@link Expected}. */
  Mutation gives(String kind, String key, String flat, String content) {
    records.add(new String[] {kind, key, flat, content});
    return this;
  }

  /** The next record of the other table. */
  Mutation givesOther(String kind, String key, String flat, String content) {
    ofOther.add(new String[] {kind, key, flat, content});
    return this;
  }

  /** Whether its statements have conditions: all have, or none. */
  boolean isConditional() {
    return statements.stream().anyMatch(statement -> statement.contains(" IF "));
  }

  List<String> statements(int number) {
    return statements.stream().map(statement -> numbered(statement, number)).toList();
  }

  List<Expected> records(int number) {
    return expected(records, number);
  }

  List<Expected> recordsOfOther(int number) {
    return expected(ofOther, number);
  }

  private static List<Expected> expected(List<String[]> records, int number) {
    return records.stream()
        .map(words -> Expected.of(words[0], numbered(words[1], number), words[2], words[3]))
        .toList();
  }

  private static String numbered(String text, int number) {
    return text.replace("#", Integer.toString(number));
  }
}
