package io.sluice.relay.change;

/**
 * A converter could not do its work now, for instance because its schema registry does not answer.
 * Nothing is wrong with the change: it should be tried again, for as long as it takes.
 */
public final class ConverterUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ConverterUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
