package io.sluice.relay.publish;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/** What a failure to send means. */
enum Verdict {
  /** This one record will never be taken, however often it is sent: a dead letter. */
  UNDELIVERABLE,
  /** Nothing is wrong with record or producer: the same producer may take it later. */
  LATER,
  /**
   * The producer, or what it is connected to, is in a state that only a new one gets out of. Also
   * everything unknown: sending again costs at most a duplicate.
   */
  NEW_SENDER;

  /** Of a record that the sender did not take over. */
  static Verdict ofRefusal(Exception failure) {
    if (isRecordsFault(failure)) {
      return UNDELIVERABLE;
    }
    // No broker there, no such topic, not allowed to: for all of them waiting is right, and an
    // operator's work. The producer asks again by itself.
    boolean passing =
        failure instanceof RetriableException || failure instanceof AuthorizationException;
    return passing ? LATER : NEW_SENDER;
  }

  /** Of a record that was taken over. The producer has done all its retries by then. */
  static Verdict ofFailure(Exception failure) {
    return isRecordsFault(failure) ? UNDELIVERABLE : NEW_SENDER;
  }

  private static boolean isRecordsFault(Exception failure) {
    return failure instanceof RecordTooLargeException
        || failure instanceof RecordBatchTooLargeException
        || failure instanceof InvalidRecordException
        || failure instanceof InvalidTimestampException
        || failure instanceof InvalidTopicException
        || failure instanceof SerializationException;
  }
}
