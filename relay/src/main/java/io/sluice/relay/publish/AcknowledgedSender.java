package io.sluice.relay.publish;

import io.sluice.relay.change.Outgoing;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends one record after the other, each when Kafka has the one before it. Unlike a {@link
 * Publisher} it does not try for ever: somebody sits and waits.
 *
 * <p>For one thread.
 */
public final class AcknowledgedSender implements AutoCloseable {
  private static final Duration RETRY = Duration.ofMillis(200);

  private final Sender.Factory senders;
  private final Duration patience;
  private Sender sender;

  /**
   * A sender that has yet to connect.
   *
   * @param patience for one record
   */
  public AcknowledgedSender(Sender.Factory senders, Duration patience) {
    this.senders = senders;
    this.patience = patience;
  }

  /** Kafka refuses this one record; the cause says why. */
  public static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException(Exception reason) {
      super(reason.getClass().getSimpleName() + "; " + Remedy.of(reason), reason);
    }
  }

  /**
   * Sends a record and waits until Kafka has it.
   *
   * @throws RefusedException if Kafka never will
   * @throws IOException if Kafka takes no records now, or says nothing: it may have this one then
   */
  public void send(Outgoing record) throws RefusedException, IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Optional<Exception> failure = attempt(record, deadline);
    while (failure.isPresent() && Verdict.ofRefusal(failure.get()) == Verdict.LATER) {
      if (System.nanoTime() - deadline >= 0) {
        throw unavailable(failure.get());
      }
      TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
      failure = attempt(record, deadline);
    }
    if (failure.isEmpty()) {
      return;
    }
    if (Verdict.ofRefusal(failure.get()) == Verdict.UNDELIVERABLE) {
      throw new RefusedException(failure.get());
    }
    throw unavailable(failure.get());
  }

  private Optional<Exception> attempt(Outgoing record, long deadline)
      throws IOException, InterruptedException {
    CompletableFuture<Optional<Exception>> answer = new CompletableFuture<>();
    try {
      if (sender == null) {
        sender = senders.open();
      }
      sender.send(record, failure -> answer.complete(Optional.ofNullable(failure)));
      return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (SendRefusedException e) {
      return Optional.of(e.reason());
    } catch (TimeoutException e) {
      throw unavailable(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody completes it with an exception", e);
    }
  }

  private IOException unavailable(Exception reason) {
    boolean silence = reason instanceof TimeoutException;
    String why =
        silence ? "no acknowledgement for " + patience.toSeconds() + " s" : Advice.told(reason);
    String check = silence ? Advice.general() : Advice.on(reason);
    return new IOException("Kafka takes no records: " + why + "; " + check, reason);
  }

  @Override
  public void close() {
    if (sender != null) {
      sender.close(Duration.ZERO);
    }
  }
}
