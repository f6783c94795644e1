package io.sluice.relay;

import io.sluice.relay.checkpoint.Checkpoint;
import io.sluice.relay.checkpoint.DirectoryInUseException;
import io.sluice.relay.publish.DeadLetters;
import io.sluice.relay.publish.Progress;
import io.sluice.relay.publish.Publisher;
import io.sluice.relay.publish.TransactionalKafka;
import java.io.IOException;
import java.util.Optional;
import java.util.function.LongConsumer;

/** How a destination's records get to Kafka, and where its position is kept. */
interface Way {
  /**
   * Begins, before each pipeline.
   *
   * @param reached what the state directory has, or the last pipeline reached; empty: nothing
   * @throws DirectoryInUseException if the journal has another relay: this one has to end
   * @throws TransactionalKafka.Unsuitable if that cannot work before an operator changes something
   * @throws IOException if it failed, and is to be tried again
   */
  Passage begin(Optional<Checkpoint> reached)
      throws IOException, DirectoryInUseException, TransactionalKafka.Unsuitable;

  /** For one pipeline. */
  interface Passage extends AutoCloseable {
    /** Where the destination stands. */
    Optional<Checkpoint> from();

    /**
     * Whether the position is one of another journal, which this one took the place of: it is to be
     * read from its beginning.
     */
    boolean isOfAnotherJournal();

    /** Whether the pipeline's position is what was committed, and not what was delivered. */
    boolean isTransactional();

    /** Makes the publisher; once. */
    Publisher publisher(LongConsumer delivered, Progress progress, DeadLetters deadLetters);

    /** Ends it, unless there is a publisher, which ends it too. */
    @Override
    void close();
  }
}
