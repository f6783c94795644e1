package io.sluice.relay.convert.outside;

/** Its status is public, but the class is not. */
final class HiddenException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int status;

  HiddenException(int status) {
    this.status = status;
  }

  public int getStatus() {
    return status;
  }
}
