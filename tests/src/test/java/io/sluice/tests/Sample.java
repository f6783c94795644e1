package io.sluice.tests;

import java.util.Locale;

/**
 * A value of a CQL type, for a column whose name is a prefix and the type's letters and digits.
 *
 * @param type as a definition has it
 * @param cql as a statement has it
 * @param json as a record has it
 */
record Sample(String type, String cql, String json) {
  /** The value of no bytes, which is not null to Cassandra. */
  static Sample empty(String type) {
    return new Sample(type, "blobAs" + capitalized(type) + "(0x)", "null");
  }

  boolean isNull() {
    return cql.equals("null");
  }

  boolean isEmpty() {
    return json.equals("null") && !isNull();
  }

  /** Whether Cassandra has it as a value of no bytes, which cannot be a whole partition key. */
  boolean hasNoBytes() {
    return isEmpty() || json.equals("\"\"");
  }

  /** The same column, set to null. */
  Sample withNull() {
    return new Sample(type, "null", "null");
  }

  String column(String prefix) {
    return prefix + type.replaceAll("[^a-z0-9]+", "_");
  }

  @Override
  public String toString() {
    return type + " " + cql;
  }

  private static String capitalized(String type) {
    return type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1);
  }
}
