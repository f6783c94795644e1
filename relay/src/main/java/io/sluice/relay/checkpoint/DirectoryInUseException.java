package io.sluice.relay.checkpoint;

/** Another relay has a directory that only one may have. */
public final class DirectoryInUseException extends Exception {
  private static final long serialVersionUID = 1;

  /** With a message that names the directory, the key and the fix. */
  public DirectoryInUseException(String message) {
    super(message);
  }
}
