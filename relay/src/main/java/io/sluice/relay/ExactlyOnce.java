package io.sluice.relay;

import io.sluice.relay.checkpoint.Checkpoint;
import io.sluice.relay.checkpoint.CheckpointRecord;
import io.sluice.relay.checkpoint.DirectoryInUseException;
import io.sluice.relay.publish.DeadLetters;
import io.sluice.relay.publish.Progress;
import io.sluice.relay.publish.Publisher;
import io.sluice.relay.publish.TransactionFailedException;
import io.sluice.relay.publish.TransactionSize;
import io.sluice.relay.publish.TransactionalKafka;
import io.sluice.relay.publish.TransactionalPublisher;
import io.sluice.relay.publish.TransactionalSender;
import io.sluice.relay.read.JournalIdentity;
import io.sluice.wal.Position;
import io.sluice.wal.record.SegmentHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * The position is what was committed to Kafka together with the records that it leads to. What the
 * state directory has follows it, to know which segments can go.
 *
 * <p>Each pipeline begins by fencing all others of the same node and destination, then asks whether
 * the journal is still its relay's, and only then reads the position: so of two relays with one
 * journal, however long either slept, one commits nothing more.
 */
final class ExactlyOnce implements Way {
  private final PipelineContext context;
  private final JournalHold hold;
  private final TransactionalKafka kafka;
  private final TransactionSize size = new TransactionSize();

  ExactlyOnce(PipelineContext context, JournalHold hold, TransactionalKafka kafka) {
    this.context = context;
    this.hold = hold;
    this.kafka = kafka;
  }

  @Override
  public Passage begin(Optional<Checkpoint> reached)
      throws IOException, DirectoryInUseException, TransactionalKafka.Unsuitable {
    requireHold();
    SegmentHeader journal =
        JournalIdentity.newest(context.journal())
            .orElseThrow(() -> new JournalAwaitedException("the journal is empty"));
    TransactionalKafka.Opened opened = kafka.open(transactionalId(journal), this::requireHold);
    boolean read = false;
    try {
      List<Checkpoint> known = known(opened.position(), reached);
      requireReachable(known, journal.getJournalId());
      read = true;
      return new Committed(context, opened.sender(), size, known, journal.getJournalId());
    } finally {
      if (!read) {
        opened.sender().close(Duration.ZERO);
      }
    }
  }

  private void requireHold() throws TransactionFailedException, DirectoryInUseException {
    try {
      if (!hold.take()) {
        throw new TransactionFailedException("the journal's directory is not there");
      }
    } catch (TransactionFailedException e) {
      throw e;
    } catch (IOException e) {
      throw new TransactionFailedException(
          "cannot lock the journal, and so not tell whether another relay has it", e);
    }
  }

  /** The better one first: Kafka's, unless the destination went on without transactions. */
  private static List<Checkpoint> known(Optional<byte[]> kafkas, Optional<Checkpoint> local)
      throws IOException {
    if (kafkas.isEmpty()) {
      return local.stream().toList();
    }
    Checkpoint committed = CheckpointRecord.read(kafkas.get());
    return local.filter(stored -> isBehind(committed, stored)).isPresent()
        ? List.of(local.get(), committed)
        : Stream.concat(Stream.of(committed), local.stream()).toList();
  }

  /** Of one journal a position only ever grows, and at one position less and less is open. */
  private static boolean isBehind(Checkpoint committed, Checkpoint stored) {
    boolean less =
        committed.position() == stored.position()
            ? committed.open().size() > stored.open().size()
            : committed.position() < stored.position();
    return committed.journalId() == stored.journalId() && less;
  }

  /**
   * A journal that ends before its position is an old copy: to go on as if it were the one that was
   * read would pass over changes, and to read it from its beginning would double them.
   */
  private void requireReachable(List<Checkpoint> known, long journalId)
      throws IOException, TransactionalKafka.Unsuitable {
    List<Long> segments = context.journal().segments();
    long newest = segments.isEmpty() ? Long.MAX_VALUE : segments.get(segments.size() - 1);
    for (Checkpoint checkpoint : known) {
      if (checkpoint.journalId() == journalId && Position.segment(checkpoint.position()) > newest) {
        throw new TransactionalKafka.Unsuitable(
            "the journal ends before position %s, up to which it was delivered: it is an older copy (key: journal). If another relay has the newer one, stop this one. If it was put back from a backup, name another checkpoint_topic, and the state directory's position holds; if that is as new, remove its file in state/checkpoints too, and all is delivered again"
                .formatted(Position.toString(checkpoint.position())));
      }
    }
  }

  private String transactionalId(SegmentHeader journal) {
    return "sluice-%s-%s-%s".formatted(journal.getCluster(), hostId(journal), context.queue());
  }

  private static UUID hostId(SegmentHeader journal) {
    ByteBuffer bytes = journal.getHostId().asReadOnlyByteBuffer();
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  /** Nothing is wrong: a node has yet to write its first change. */
  static final class JournalAwaitedException extends IOException {
    private static final long serialVersionUID = 1;

    JournalAwaitedException(String message) {
      super(message);
    }
  }

  /**
   * @param known best first; may be of other journals
   * @param journalId of the journal to be read
   */
  private record Committed(
      PipelineContext context,
      TransactionalSender sender,
      TransactionSize size,
      List<Checkpoint> known,
      long journalId)
      implements Passage {
    @Override
    public Optional<Checkpoint> from() {
      return known.stream().filter(this::isOfThisJournal).findFirst();
    }

    private boolean isOfThisJournal(Checkpoint checkpoint) {
      return checkpoint.journalId() == journalId || checkpoint.journalId() == 0;
    }

    @Override
    public boolean isOfAnotherJournal() {
      return !known.isEmpty() && from().isEmpty();
    }

    @Override
    public boolean isTransactional() {
      return true;
    }

    @Override
    public Publisher publisher(LongConsumer delivered, Progress progress, DeadLetters deadLetters) {
      return new TransactionalPublisher(
          context.queue(),
          delivered,
          sender,
          progress,
          deadLetters,
          context.counters(),
          context.destination().delivery().commitInterval(),
          size);
    }

    @Override
    public void close() {
      sender.close(Duration.ZERO);
    }
  }
}
