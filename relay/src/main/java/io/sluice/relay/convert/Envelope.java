package io.sluice.relay.convert;

import io.sluice.relay.change.Change;
import io.sluice.relay.change.ConverterUnavailableException;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.change.UndeliverableChangeException;

/**
 * Makes Kafka records of changes, in one form. For one thread: each destination's pipeline has its
 * own.
 */
public interface Envelope {
  /**
   * The record of a change.
   *
   * @throws UndeliverableChangeException if it can never be made one
   * @throws ConverterUnavailableException if a converter cannot work now
   */
  Outgoing wrap(Change change, String topic);
}
