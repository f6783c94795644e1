package io.sluice.relay.publish;

import io.sluice.relay.change.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a test sees of the way to Kafka: every record handed over, to be answered by the test. */
final class FakeKafka implements Sender.Factory {
  /** A record that was taken over, and who waits for the answer. */
  record Sent(String value, Sender.Completion completion) {
    void acknowledge() {
      completion.complete(null);
    }

    void fail(Exception failure) {
      completion.complete(failure);
    }
  }

  final List<Sent> sent = new ArrayList<>();
  int opened;
  int closed;

  /** While set: nothing is taken over. */
  Exception refusal;

  /** While set: no sender can be opened. */
  Exception openRefusal;

  /** Whether senders say that they were refused by brokers. */
  boolean unauthenticated;

  /** Run when a sender is closed: what is under way may still be answered. */
  Runnable onClose = () -> {};

  @Override
  public Sender open() throws SendRefusedException {
    if (openRefusal != null) {
      throw new SendRefusedException(openRefusal);
    }
    opened++;
    return new Sender() {
      @Override
      public void send(Outgoing record, Completion completion) throws SendRefusedException {
        if (refusal != null) {
          throw new SendRefusedException(refusal);
        }
        String value = new String(record.value(), StandardCharsets.UTF_8);
        sent.add(new Sent(value, completion));
      }

      @Override
      public boolean failedToAuthenticate() {
        return unauthenticated;
      }

      @Override
      public void close(Duration patience) {
        closed++;
        onClose.run();
      }
    };
  }

  List<String> values() {
    return sent.stream().map(Sent::value).toList();
  }
}
