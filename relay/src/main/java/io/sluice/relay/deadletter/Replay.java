package io.sluice.relay.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sluice.relay.change.ConverterUnavailableException;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.change.UndeliverableChangeException;
import io.sluice.relay.convert.Envelope;
import io.sluice.relay.publish.AcknowledgedSender;
import java.io.IOException;
import java.util.Optional;

/**
 * Sends a destination's dead letters, in their order, each once: what Kafka has acknowledged is
 * marked, and not sent again. What is still refused stays a dead letter, and the next one is sent;
 * where Kafka takes nothing at all, it ends.
 *
 * <p>For one thread.
 */
public final class Replay {
  private final DeadLetterFiles files;
  private final Envelope envelope;
  private final AcknowledgedSender sender;
  private final Optional<String> topic;
  private final Listener listener;
  private final UnconvertedLetter unconverted = new UnconvertedLetter();

  /**
   * A replay that has sent nothing.
   *
   * @param envelope for what is no record yet
   * @param topic to send to in the place of that of the entry
   */
  public Replay(
      DeadLetterFiles files,
      Envelope envelope,
      AcknowledgedSender sender,
      Optional<String> topic,
      Listener listener) {
    this.files = files;
    this.envelope = envelope;
    this.sender = sender;
    this.topic = topic;
    this.listener = listener;
  }

  /** Learns how it goes. */
  public interface Listener {
    void sent(DeadLetter letter);

    /** It stays a dead letter. */
    void refused(DeadLetter letter, String reason);

    /** Half an entry, which holds nothing that could be sent, and that was taken again. */
    void unreadable(String id);
  }

  /** Another replay of the same destination is under way. */
  public static final class InUseException extends Exception {
    private static final long serialVersionUID = 1;

    InUseException(String message) {
      super(message);
    }
  }

  /**
   * Sends all that was not replayed yet.
   *
   * @throws InUseException if another replay is under way
   * @throws IOException if Kafka takes no records now, or a file fails; what was acknowledged is
   *     marked
   */
  public void run() throws InUseException, IOException, InterruptedException {
    try (ReplayedEntries replayed =
        ReplayedEntries.open(files.directory())
            .orElseThrow(
                () ->
                    new InUseException(
                        files.directory()
                            + " is in use by another replay; wait until that one has ended"))) {
      files.visit(false, new Sending(replayed));
    }
  }

  private final class Sending implements DeadLetterFiles.Visitor<InterruptedException> {
    private final ReplayedEntries replayed;

    Sending(ReplayedEntries replayed) {
      this.replayed = replayed;
    }

    @Override
    public void entry(DeadLetter letter, long digest) throws IOException, InterruptedException {
      String to = topic.orElse(letter.topic());
      try {
        sender.send(outgoing(letter, to));
      } catch (AcknowledgedSender.RefusedException e) {
        listener.refused(letter, "refused again: " + e.getMessage());
        return;
      } catch (UndeliverableChangeException e) {
        listener.refused(letter, "cannot be converted: " + e.getMessage());
        return;
      }
      replayed.add(letter.id(), digest, to);
      listener.sent(letter);
    }

    @Override
    public void unreadable(String id) {
      listener.unreadable(id);
    }
  }

  private Outgoing outgoing(DeadLetter letter, String to) throws IOException {
    try {
      if (letter.isRecord()) {
        return letter.record(to);
      }
      return envelope.wrap(unconverted.change(letter), to);
    } catch (JsonProcessingException e) {
      throw new UndeliverableChangeException("the entry is damaged", e);
    } catch (ConverterUnavailableException e) {
      throw new IOException(
          e.getMessage() + "; check key_converter and value_converter, and their registry", e);
    }
  }
}
