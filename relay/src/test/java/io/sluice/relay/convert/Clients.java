package io.sluice.relay.convert;

import io.sluice.relay.convert.outside.Outsider;

/** What the clients of schema registries throw, as far as that tells where a failure is from. */
final class Clients {
  private Clients() {}

  /** As Confluent's: always has a status, and a code that says more. */
  public static final class StatusException extends Exception {
    private static final long serialVersionUID = 1;
    private final int status;
    private final int code;

    StatusException(int status, int code) {
      super("said the registry; error code: " + code);
      this.status = status;
      this.code = code;
    }

    public int getStatus() {
      return status;
    }

    public int getErrorCode() {
      return code;
    }
  }

  /** As Apicurio's: nothing but an object, which has no code if there was no answer. */
  public static final class ErrorException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Answer error;

    ErrorException(Integer code) {
      this.error = new Answer(code);
    }

    public Answer getError() {
      return error;
    }
  }

  /** As in the body of an answer. */
  public record Answer(Integer code) {
    public Integer getErrorCode() {
      return code;
    }
  }

  /** Has a status that nobody outside its package may ask for. */
  static RuntimeException hidden() {
    return Outsider.exception(422);
  }

  /** Has two accessors, of which one knows nothing. */
  static RuntimeException halfKnown(int status) {
    return new HalfKnownException(status);
  }

  /** As {@link #halfKnown}. */
  public static final class HalfKnownException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;

    HalfKnownException(int status) {
      this.status = status;
    }

    public Integer getStatus() {
      return null;
    }

    public int getResponseStatusCode() {
      return status;
    }
  }

  /** Says nothing of itself. */
  static final class DumbException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DumbException() {
      super("Too many requests");
    }
  }
}
