package io.sluice.relay.convert.outside;

/** A client's package, which keeps the class of its exception to itself. */
public final class Outsider {
  private Outsider() {}

  public static RuntimeException exception(int status) {
    return new HiddenException(status);
  }
}
