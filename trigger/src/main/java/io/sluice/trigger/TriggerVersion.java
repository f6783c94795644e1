package io.sluice.trigger;

/** The version of the jar, as its manifest has it. */
final class TriggerVersion {
  private static final String UNPACKED = "unpacked";

  private TriggerVersion() {}

  /** {@value #UNPACKED} where the classes come from no jar. */
  static String get() {
    String version = TriggerVersion.class.getPackage().getImplementationVersion();
    return version == null ? UNPACKED : version;
  }
}
