package io.sluice.trigger;

import io.sluice.trigger.encode.VersionedMembers;
import io.sluice.wal.record.Outcome.Kind;
import org.apache.cassandra.exceptions.InvalidRequestException;
import org.apache.cassandra.exceptions.UnavailableException;
import org.apache.cassandra.transport.Message;
import org.apache.cassandra.transport.messages.ResultMessage;

/**
 * What became of a statement's changes. The rules, and what they rest on in Cassandra's code:
 *
 * <ul>
 *   <li>Triggers run for all of a statement's partitions before any of it is applied, so what is
 *       thrown out of one, ours or another's, fails the statement for certain.
 *   <li>Cassandra checks that enough replicas are alive partition by partition, each before it is
 *       sent: Unavailable means that nothing of that one was written, but those before it may have
 *       been. Of a logged batch all are checked before the first byte is written. But 6.0 checks
 *       once more when the replicas have answered, and may send a write again, see {@link
 *       ResentWrites}.
 *   <li>Overloaded is also thrown by a batch that stands in the batch log already, and by a table
 *       with a materialized view, which is written like one: so it is unknown.
 *   <li>A conditional statement runs the trigger anew for each attempt, and makes another attempt
 *       only if no replica has accepted the one before. So all but the last have failed, and the
 *       answer, or the error, is about the last. Its Unavailable may come from the commit of what
 *       was agreed on.
 *   <li>Everything else, above all timeouts and failures of replicas, is unknown.
 * </ul>
 */
enum Verdict {
  APPLIED(Kind.APPLIED, Kind.APPLIED),
  FAILED(Kind.FAILED, Kind.FAILED),
  UNKNOWN(Kind.UNKNOWN, Kind.UNKNOWN),
  LAST_ATTEMPT_APPLIED(Kind.FAILED, Kind.APPLIED),
  LAST_ATTEMPT_UNKNOWN(Kind.FAILED, Kind.UNKNOWN);

  private static final String TRIGGERS = "org.apache.cassandra.triggers.TriggerExecutor";

  /** Waits for the replicas. */
  private static final String RESPONSES =
      "org.apache.cassandra.service.AbstractWriteResponseHandler";

  private final Kind earlier;
  private final Kind last;

  Verdict(Kind earlier, Kind last) {
    this.earlier = earlier;
    this.last = last;
  }

  /** What became of a change, which may be the last one that the statement has captured. */
  Kind of(boolean isLast) {
    return isLast ? last : earlier;
  }

  /** Rows are the answer to a conditional statement only. */
  static Verdict answered(Message.Response response) {
    if (!(response instanceof ResultMessage.Rows)) {
      return APPLIED;
    }
    Object first = VersionedMembers.firstValue((ResultMessage.Rows) response);
    if (first == null) {
      return LAST_ATTEMPT_UNKNOWN;
    }
    return VersionedMembers.isTrue(first) ? LAST_ATTEMPT_APPLIED : FAILED;
  }

  /**
   * Of a statement that was answered with an error.
   *
   * @param onePartition whether it writes to one partition of one table only
   */
  static Verdict refused(
      Exception cause, WrittenStatement statement, boolean onePartition, ResentWrites resent) {
    if (isThrownIn(TRIGGERS, cause)) {
      return FAILED;
    }
    if (statement.isConditional()) {
      return LAST_ATTEMPT_UNKNOWN;
    }
    boolean unsent =
        cause instanceof UnavailableException
            ? !isThrownIn(RESPONSES, cause) && isUnsent(statement, onePartition, resent)
            : cause instanceof InvalidRequestException && onePartition && !resent.possible();
    return unsent ? FAILED : UNKNOWN;
  }

  private static boolean isUnsent(
      WrittenStatement statement, boolean onePartition, ResentWrites resent) {
    return onePartition ? !resent.possible() : statement.isLogged() && !resent.possibleOfBatch();
  }

  /** Whatever its class is: another trigger may throw a timeout of its own. */
  private static boolean isThrownIn(String className, Exception cause) {
    for (StackTraceElement frame : cause.getStackTrace()) {
      if (frame.getClassName().equals(className)) {
        return true;
      }
    }
    return false;
  }
}
