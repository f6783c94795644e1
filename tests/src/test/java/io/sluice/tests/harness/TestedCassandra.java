package io.sluice.tests.harness;

import io.sluice.sandbox.CassandraSettings;
import java.lang.module.ModuleDescriptor.Version;

/** The Cassandra that the tests run on, by the system property {@value #PROPERTY}. */
public final class TestedCassandra {
  /** A directory of {@code deploy/servers}; the sandbox's default unless set. */
  static final String PROPERTY = "sluice.test.cassandra";

  private static final String PREFIX = "cassandra-";
  private static final String DEFAULT = PREFIX + "5.0";
  private static final String NAME = System.getProperty(PROPERTY, DEFAULT);

  private TestedCassandra() {}

  /** The directory's name, such as {@code cassandra-4.1}. */
  static String name() {
    return NAME;
  }

  /** Whether it is the one that is taken unless another is asked for. */
  public static boolean isDefault() {
    return NAME.equals(DEFAULT);
  }

  /** Settings of a node, for more to be added. */
  static CassandraSettings settings() {
    return new CassandraSettings().server(NAME);
  }

  /** Whether it is of a version, such as {@code 5.0}, or later. */
  static boolean isSince(String version) {
    return Version.parse(NAME.substring(PREFIX.length())).compareTo(Version.parse(version)) >= 0;
  }
}
