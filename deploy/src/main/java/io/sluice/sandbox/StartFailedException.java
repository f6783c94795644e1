package io.sluice.sandbox;

import java.nio.file.Path;

/** A child JVM died or did not answer in time; the message says why and names its log. */
public final class StartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StartFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  StartFailedException(String name, String reason, Path log, String lastLines) {
    super(
        name + " " + reason + ". Its log is " + log + ", which ends with:\n" + lastLines.indent(4));
  }
}
