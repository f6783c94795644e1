package io.sluice.relay.publish;

import java.util.Optional;

/** Kafka, as a destination that delivers exactly once begins with it. */
public interface TransactionalKafka {
  /**
   * What {@link #open} gives.
   *
   * @param sender for one pipeline, which closes it
   * @param position stored last, in a transaction that was committed; empty if none ever was
   */
  record Opened(TransactionalSender sender, Optional<byte[]> position) {}

  /**
   * Takes an id over: whoever had it before can commit nothing more, and what it had not committed
   * is undone. Only then the position is read, so that nobody can still move it.
   *
   * @param id names this owner of this journal for this destination, and nobody else
   * @param ownership asked after the id was taken over: an owner that slept meanwhile may have
   *     fenced its successor, and has to leave it alone
   * @throws Unsuitable if that cannot work before an operator has changed something
   * @throws TransactionFailedException if Kafka does not answer; to be tried again
   * @throws E if the journal has another owner
   */
  <E extends Exception> Opened open(String id, Ownership<E> ownership)
      throws TransactionFailedException, Unsuitable, E;

  /**
   * Makes sure that the journal is still ours.
   *
   * @param <E> thrown if it is not
   */
  interface Ownership<E extends Exception> {
    void check() throws E, TransactionFailedException;
  }

  /** Brokers that deliver nothing exactly once as they are; the message has key and fix. */
  final class Unsuitable extends Exception {
    private static final long serialVersionUID = 1;

    public Unsuitable(String message) {
      super(message);
    }
  }
}
