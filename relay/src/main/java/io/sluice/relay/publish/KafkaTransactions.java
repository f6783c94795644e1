package io.sluice.relay.publish;

import io.sluice.relay.change.Outgoing;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/** A {@link TransactionalSender} over Kafka's own producer, whose transactions are initialized. */
final class KafkaTransactions implements TransactionalSender {
  private static final int ABORT_TRIES = 5;

  private final Producer<byte[], byte[]> producer;
  private final KafkaSender sender;
  private final PositionTopic.Place place;

  KafkaTransactions(Producer<byte[], byte[]> producer, PositionTopic.Place place) {
    this.producer = producer;
    this.sender = new KafkaSender(producer);
    this.place = place;
  }

  @Override
  public void begin() throws TransactionFailedException {
    try {
      producer.beginTransaction();
    } catch (KafkaException | IllegalStateException e) {
      throw new TransactionFailedException("cannot begin a transaction", e);
    }
  }

  @Override
  public void send(Outgoing record, Completion completion) throws SendRefusedException {
    sender.send(record, completion);
  }

  /** What becomes of it shows in {@link #commit}. */
  @Override
  public void sendPosition(byte[] position) throws SendRefusedException {
    sender.send(
        new ProducerRecord<>(
            place.partition().topic(), place.partition().partition(), place.key(), position),
        failure -> {});
  }

  @Override
  public boolean commit() throws TransactionFailedException {
    try {
      producer.commitTransaction();
      return true;
    } catch (TimeoutException e) {
      return false; // Kafka's producer asks for another try
    } catch (KafkaException | IllegalStateException e) {
      throw new TransactionFailedException("cannot commit a transaction" + Advice.ofRights(e), e);
    }
  }

  @Override
  public void abort() throws TransactionFailedException {
    for (int tries = 1; !aborted(tries == ABORT_TRIES); tries++) {}
  }

  private boolean aborted(boolean last) throws TransactionFailedException {
    try {
      producer.abortTransaction();
      return true;
    } catch (TimeoutException e) {
      if (last) {
        throw new TransactionFailedException("cannot undo a transaction", e);
      }
      return false;
    } catch (KafkaException | IllegalStateException e) {
      throw new TransactionFailedException("cannot undo a transaction", e);
    }
  }

  @Override
  public boolean failedToAuthenticate() {
    return sender.failedToAuthenticate();
  }

  @Override
  public void close(Duration patience) {
    try {
      producer.close(patience);
    } catch (InterruptException e) {
      Thread.currentThread().interrupt(); // whoever stops this thread is not to be kept waiting
    }
  }
}
