package io.sluice.relay.publish;

/**
 * A sender whose records become visible together, with a position, or not at all. Everything that
 * it takes over belongs to the transaction that was begun last.
 *
 * <p>For one thread.
 */
public interface TransactionalSender extends Sender {
  /**
   * Begins a transaction; asks no broker.
   *
   * @throws TransactionFailedException if another sender has taken this one's place
   */
  void begin() throws TransactionFailedException;

  /**
   * Takes the position over that the transaction leads to.
   *
   * @throws SendRefusedException if it was not taken over: the transaction cannot be committed
   */
  void sendPosition(byte[] position) throws SendRefusedException;

  /**
   * Commits. Blocks for a second or two where no broker answers.
   *
   * @return false if it is not known yet whether it is committed: call it again
   * @throws TransactionFailedException if it never will be, or nobody can say
   */
  boolean commit() throws TransactionFailedException;

  /**
   * Undoes all that was taken over since {@link #begin}; nothing of it ever becomes visible.
   *
   * @throws TransactionFailedException if that is not certain
   */
  void abort() throws TransactionFailedException;
}
