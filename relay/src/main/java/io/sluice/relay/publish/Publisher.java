package io.sluice.relay.publish;

import io.sluice.relay.change.Outgoing;
import java.io.IOException;
import java.time.Duration;

/**
 * Gets records to Kafka, and tells which positions are passed. Only what can never be delivered
 * goes to the {@link DeadLetters}.
 *
 * <p>For one thread, which calls {@link #advance} often.
 */
public interface Publisher {
  /** Connects ahead of the first record, if it can. */
  void open();

  /** Whether to {@link #publish} more now. One record may always be under way, however big. */
  boolean hasRoom();

  /**
   * Takes a record on. After all of a frame, {@link #endFrame}, with no {@link #advance} between.
   *
   * @param position where the frame stands
   */
  void publish(Outgoing record, long position);

  /** Says that all records of a frame are taken on, or that it had none. */
  void endFrame(long position);

  /** Whether to {@link #advance}, though there is more to {@link #publish}. */
  boolean isDue();

  /** Whether anything is with Kafka of which it is yet to be heard whether it is kept. */
  boolean isSending();

  /** Records taken on that are not delivered or set aside, and those behind them. */
  int underWay();

  /**
   * Drives what is under way. Blocks no longer than a sender does.
   *
   * @return whether anything happened
   * @throws IOException if a dead letter could not be stored, or only a new publisher, from the
   *     last position on, can go on
   */
  boolean advance() throws IOException;

  /** The same when nothing more is going to come: nothing waits for company. */
  boolean flush() throws IOException;

  /** Ends it. What is not acknowledged by then is left to whoever reads it next. */
  void close(Duration patience) throws IOException;
}
