package io.sluice.relay.cli;

/** What is said of half an entry. */
final class Unreadable {
  private Unreadable() {}

  static String describe(String destination, String id) {
    return destination
        + "  "
        + id
        + ": no entry, passed over: a crash or a full disk left half of one, and its change was"
        + " taken again";
  }
}
