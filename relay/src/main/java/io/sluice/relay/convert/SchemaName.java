package io.sluice.relay.convert;

/**
 * Names of Connect schemas, which Avro takes for its own: the parts between dots have letters,
 * digits and underscores, and do not begin with a digit. Names of keyspaces and tables may, and a
 * destination's name may have dashes.
 */
final class SchemaName {
  private SchemaName() {}

  /** The name, with underscores where it would not be allowed. */
  static String of(String name) {
    return name.replaceAll("[^A-Za-z0-9_.]", "_").replaceAll("(?<=^|\\.)(?=[0-9.]|$)", "_");
  }
}
