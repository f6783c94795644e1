package io.sluice.relay.report;

/** The version of the relay's jar, as its manifest has it. */
public final class RelayVersion {
  private static final String NONE = "(not packaged)";

  private RelayVersion() {}

  /** {@value #NONE} where the classes come from no jar. */
  public static String get() {
    String version = RelayVersion.class.getPackage().getImplementationVersion();
    return version == null ? NONE : version;
  }
}
