package io.sluice.relay;

import io.sluice.relay.change.Outgoing;
import io.sluice.relay.publish.SendRefusedException;
import io.sluice.relay.publish.TransactionFailedException;
import io.sluice.relay.publish.TransactionalKafka;
import io.sluice.relay.publish.TransactionalSender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * What Kafka's transactions promise, in memory: records and position become visible together, and
 * only to the sender that was opened last. Anything may be made to fail.
 */
final class TransactionalFake implements TransactionalKafka {
  /** Where something may fail. */
  enum Step {
    /** The id is taken over, and then Kafka does not answer. */
    OPEN,
    BEGIN,
    SEND,
    /** Taken over, and then it fails. */
    DELIVERY,
    POSITION,
    /** Not answered, and not done: to be asked again. */
    UNANSWERED,
    /** Failed, and not done. */
    COMMIT,
    /** Done, but nobody hears of it. */
    COMMITTED,
    ABORT
  }

  /** A record with that value is one that Kafka refuses. */
  static final String POISON = "poison";

  /** Asked at each step whether it fails. */
  volatile Predicate<Step> fails = step -> false;

  /** Run between fencing and the question for the journal's owner. */
  volatile Runnable onFenced = () -> {};

  private final List<String> ids = new ArrayList<>();
  private final List<String> committed = new ArrayList<>();
  private byte[] position;
  private int epoch;
  private int closed;

  @Override
  public <E extends Exception> Opened open(String id, Ownership<E> ownership)
      throws TransactionFailedException, E {
    Transactions sender = takeOver(id);
    onFenced.run();
    fail(Step.OPEN);
    ownership.check();
    return new Opened(sender, position());
  }

  /** Has an id of its own: whoever was opened before is fenced. */
  synchronized Transactions takeOver(String id) {
    ids.add(id);
    epoch++;
    return new Transactions(epoch);
  }

  synchronized Optional<byte[]> position() {
    return Optional.ofNullable(position);
  }

  synchronized void setPosition(byte[] bytes) {
    position = bytes;
  }

  /** Each record that is committed, as {@code topic key value}. */
  synchronized List<String> records() {
    return List.copyOf(committed);
  }

  synchronized List<String> ids() {
    return List.copyOf(ids);
  }

  /** How many senders were closed. */
  synchronized int closed() {
    return closed;
  }

  private void fail(Step step) throws TransactionFailedException {
    if (fails.test(step)) {
      throw new TransactionFailedException("made to fail: " + step);
    }
  }

  private synchronized void commit(int by, List<String> records, byte[] at)
      throws TransactionFailedException {
    requireOwner(by);
    committed.addAll(records);
    position = at;
  }

  private synchronized void requireOwner(int sender) throws TransactionFailedException {
    if (sender != epoch) {
      throw new TransactionFailedException("fenced", new ProducerFencedException("by the next"));
    }
  }

  private synchronized void countClosed() {
    closed++;
  }

  /** For one thread. */
  final class Transactions implements TransactionalSender {
    private final int own;
    private final List<String> open = new ArrayList<>();
    private byte[] leadsTo;
    private Exception error; // what undoes the transaction

    Transactions(int own) {
      this.own = own;
    }

    @Override
    public void begin() throws TransactionFailedException {
      fail(Step.BEGIN);
      error = null;
    }

    @Override
    public void send(Outgoing record, Completion completion) throws SendRefusedException {
      refuseIfBroken();
      if (text(record.value()).contains(POISON)) {
        error = new RecordTooLargeException("too large");
      } else if (fails.test(Step.SEND)) {
        error = new TimeoutException("no room");
      }
      refuseIfBroken();
      open.add(record.topic() + " " + text(record.key()) + " " + text(record.value()));
      if (fails.test(Step.DELIVERY)) {
        error = new KafkaException("not delivered");
      }
      completion.complete(error);
    }

    @Override
    public void sendPosition(byte[] at) throws SendRefusedException {
      if (fails.test(Step.POSITION)) {
        error = new TimeoutException("no room");
      }
      refuseIfBroken();
      leadsTo = at;
    }

    @Override
    public boolean commit() throws TransactionFailedException {
      if (fails.test(Step.UNANSWERED)) {
        return false;
      }
      fail(Step.COMMIT);
      if (error != null) {
        throw new TransactionFailedException("broken", error);
      }
      TransactionalFake.this.commit(own, open, leadsTo);
      open.clear();
      fail(Step.COMMITTED);
      return true;
    }

    @Override
    public void abort() throws TransactionFailedException {
      fail(Step.ABORT);
      requireOwner(own);
      open.clear();
    }

    @Override
    public void close(Duration patience) {
      countClosed();
    }

    private void refuseIfBroken() throws SendRefusedException {
      if (error != null) {
        throw new SendRefusedException(error);
      }
    }

    private static String text(byte[] bytes) {
      return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
