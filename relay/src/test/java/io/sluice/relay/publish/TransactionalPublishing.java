package io.sluice.relay.publish;

import io.sluice.relay.change.Header;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.report.AsideFile;
import io.sluice.relay.report.Counters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A publisher with transactions of a test, on a Kafka that does as it is told. */
abstract class TransactionalPublishing {
  static final int HALT_AFTER = 2;
  static final String POISON = "poison";
  static final Duration INTERVAL = Duration.ofMillis(50);

  @TempDir Path directory;

  final Transactions kafka = new Transactions();
  final Counters counters = new Counters();
  final AtomicLong now = new AtomicLong();
  final List<Long> delivered = new ArrayList<>();
  final List<String> told = new ArrayList<>();
  String position = "";
  final TransactionSize size = new TransactionSize();
  DeadLetters deadLetters;
  TransactionalPublisher publisher;

  @BeforeEach
  void open() {
    AsideFile file = new AsideFile(directory.resolve("dead-letters"), Clock.systemUTC());
    deadLetters = new DeadLetters("demo", file, counters, HALT_AFTER);
    publisher = publisher();
  }

  TransactionalPublisher publisher() {
    return new TransactionalPublisher(
        "demo",
        delivered::add,
        kafka,
        new Reached(),
        deadLetters,
        counters,
        INTERVAL,
        size,
        now::get);
  }

  void publish(String value, long at) {
    record(value, at);
    publisher.endFrame(at);
  }

  void record(String value, long at) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    List<Header> headers = List.of(new Header("change_id", value + at));
    publisher.publish(new Outgoing("t", bytes, bytes, 1, headers), at);
    position = "@" + at;
  }

  final class Reached implements Progress {
    private String asked = "";

    @Override
    public Optional<byte[]> position() {
      asked = position;
      return Optional.of(position)
          .filter(text -> !text.isEmpty())
          .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void committed() {
      told.add(asked);
    }
  }

  /** Refuses {@link #POISON}, and after it, as Kafka's producer does, all of the transaction. */
  static final class Transactions implements TransactionalSender {
    final List<String> committed = new ArrayList<>();
    final List<Completion> completions = new ArrayList<>();
    final Set<String> refused = new HashSet<>(Set.of(POISON));
    boolean acknowledges = true;
    boolean answers = true;
    boolean fails;
    boolean unauthenticated;
    boolean abortable = true;
    Runnable onAbort = () -> {};
    final List<String> open = new ArrayList<>();
    private boolean broken;

    @Override
    public void begin() {
      broken = false;
      open.clear();
    }

    @Override
    public void send(Outgoing record, Completion completion) throws SendRefusedException {
      String value = new String(record.value(), StandardCharsets.UTF_8);
      if (broken || refused.contains(value)) {
        broken = true;
        throw new SendRefusedException(new RecordTooLargeException("too large"));
      }
      open.add(value);
      completions.add(completion);
      if (acknowledges) {
        completion.complete(null);
      }
    }

    @Override
    public void sendPosition(byte[] position) {
      open.add(new String(position, StandardCharsets.UTF_8));
    }

    @Override
    public boolean commit() throws TransactionFailedException {
      if (broken || fails) {
        throw new TransactionFailedException("broken");
      }
      if (answers) {
        committed.addAll(open);
        open.clear();
      }
      return answers;
    }

    @Override
    public void abort() throws TransactionFailedException {
      if (!abortable) {
        throw new TransactionFailedException("not undone");
      }
      onAbort.run();
      open.clear();
    }

    @Override
    public boolean failedToAuthenticate() {
      return unauthenticated;
    }

    @Override
    public void close(Duration patience) {}
  }
}
