package io.sluice.relay;

import io.sluice.relay.checkpoint.Checkpoint;
import io.sluice.relay.publish.AtLeastOncePublisher;
import io.sluice.relay.publish.DeadLetters;
import io.sluice.relay.publish.Progress;
import io.sluice.relay.publish.Publisher;
import io.sluice.relay.publish.Sender;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The position is what Kafka has acknowledged, and is kept in the state directory alone. */
record AtLeastOnce(PipelineContext context, Sender.Factory senders) implements Way {
  @Override
  public Passage begin(Optional<Checkpoint> reached) {
    return new Acknowledged(this, reached);
  }

  private record Acknowledged(AtLeastOnce way, Optional<Checkpoint> from) implements Passage {
    @Override
    public boolean isOfAnotherJournal() {
      return false; // its pipeline finds out
    }

    @Override
    public boolean isTransactional() {
      return false;
    }

    @Override
    public Publisher publisher(LongConsumer delivered, Progress progress, DeadLetters deadLetters) {
      PipelineContext context = way.context();
      return new AtLeastOncePublisher(
          context.queue(), delivered, way.senders(), deadLetters, context.counters());
    }

    @Override
    public void close() {}
  }
}
