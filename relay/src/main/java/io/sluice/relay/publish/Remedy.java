package io.sluice.relay.publish;

import io.sluice.relay.change.UndeliverableChangeException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** What an operator can do about a record that was refused: the settings that decide it. */
public final class Remedy {
  private Remedy() {}

  /** Names the limit, and where it is set. */
  public static String of(Exception refusal) {
    if (refusal instanceof RecordTooLargeException
        || refusal instanceof RecordBatchTooLargeException) {
      return "raise kafka.max.request.size (and, for more than 32 MiB, kafka.buffer.memory) of the"
          + " destination and max.message.bytes of the topic";
    }
    if (refusal instanceof InvalidTimestampException) {
      return "raise message.timestamp.before.max.ms and message.timestamp.after.max.ms of the topic";
    }
    if (refusal instanceof InvalidTopicException) {
      return "mend the key topic of the destination: Kafka allows no topic of that name";
    }
    if (refusal instanceof InvalidRecordException) {
      return "see what the topic takes: with cleanup.policy=compact, no record without a key, which"
          + " key_converter makes";
    }
    if (refusal instanceof UndeliverableChangeException) {
      return "see key_converter and value_converter of the destination, and their registry";
    }
    return "the dead letter's reason tells more";
  }
}
