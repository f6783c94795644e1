package io.sluice.relay.config;

import java.time.Duration;

/**
 * How often a record is delivered.
 *
 * @param guarantee what holds whatever fails
 * @param checkpointTopic where positions are committed together with records
 * @param commitInterval between two commits, unless a transaction is full before
 */
public record DeliveryConfig(Guarantee guarantee, String checkpointTopic, Duration commitInterval) {
  static final Guarantee DEFAULT_GUARANTEE = Guarantee.AT_LEAST_ONCE;
  static final String DEFAULT_CHECKPOINT_TOPIC = "sluice-checkpoints";
  static final Duration DEFAULT_COMMIT_INTERVAL = Duration.ofMillis(50);

  /** What lies longer than that in an open transaction may be undone by the broker. */
  static final Duration MAX_COMMIT_INTERVAL = Duration.ofSeconds(10);

  /** What a consumer may rely on. */
  public enum Guarantee {
    /** Each change arrives; after a failure some arrive again. */
    AT_LEAST_ONCE,
    /** A consumer that reads what is committed sees each change once. */
    EXACTLY_ONCE
  }

  public boolean isExactlyOnce() {
    return guarantee == Guarantee.EXACTLY_ONCE;
  }
}
