package io.sluice.relay.change;

/**
 * Cassandra, asked for more about a change, does not answer. Nothing is wrong with the change: it
 * should be tried again, for as long as it takes. The message names what an operator can do.
 */
public final class CassandraUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CassandraUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
