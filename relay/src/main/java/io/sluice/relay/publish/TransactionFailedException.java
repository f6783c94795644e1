package io.sluice.relay.publish;

import com.google.common.base.Throwables;
import java.io.IOException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * A transaction came to nothing, or nobody knows what it came to: what is in Kafka has to be asked
 * of Kafka, by beginning again.
 */
public final class TransactionFailedException extends IOException {
  private static final long serialVersionUID = 1;

  public TransactionFailedException(String message, Exception cause) {
    super(message + ": " + Advice.told(cause), cause);
  }

  public TransactionFailedException(String message) {
    super(message);
  }

  /**
   * Whether Kafka lets the sender commit nothing any more: another one has taken its id over, or
   * its transaction lasted too long and was undone.
   */
  public boolean isFenced() {
    return Throwables.getCausalChain(this).stream()
        .anyMatch(
            cause ->
                cause instanceof ProducerFencedException
                    || cause instanceof InvalidProducerEpochException);
  }
}
