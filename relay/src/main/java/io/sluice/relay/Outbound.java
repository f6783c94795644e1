package io.sluice.relay;

import io.sluice.relay.change.CassandraUnavailableException;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.ConverterUnavailableException;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.change.UndeliverableChangeException;
import io.sluice.relay.config.CassandraConfig;
import io.sluice.relay.config.ConfiguredEnvelope;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.LwtWritetime;
import io.sluice.relay.convert.Envelope;
import io.sluice.relay.decode.TableSchemas;
import io.sluice.relay.publish.DeadLetters;
import io.sluice.relay.publish.DestinationHaltedException;
import io.sluice.relay.publish.Progress;
import io.sluice.relay.publish.Publisher;
import io.sluice.relay.report.RecentRecords;
import io.sluice.relay.report.RepeatedWarning;
import io.sluice.relay.restamp.StoredWritetimes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second half of a {@link Pipeline}: from a change that is to be delivered to Kafka's
 * acknowledgement. It takes the changes of one write at a time; where something that it needs to
 * make records of them is away, it waits for that.
 *
 * <p>For the pipeline's thread.
 */
final class Outbound implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Outbound.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String name;
  private final Optional<StoredWritetimes> storedWritetimes;
  private final ConfiguredEnvelope configured;
  private final Envelope envelope;
  private final TableSchemas schemas;
  private final DeadLetters deadLetters;
  private final Publisher publisher;
  private final RepeatedWarning warning;
  private final RecentRecords recent;

  /** Changes of the write taken last that are no records yet. */
  private final Deque<Change> unconverted = new ArrayDeque<>();

  /**
   * Records of the same write, handed over when there are no more to come: a transaction has whole
   * writes, and does not wait for a converter.
   */
  private final List<Outgoing> converted = new ArrayList<>();

  private String topic;
  private long position;
  private boolean waits;
  private long convertAt; // while it waits

  /**
   * Assembles the stages; none of them has done anything yet.
   *
   * @param passage makes the way to Kafka
   * @param delivered told of each position that is delivered, or set aside
   * @param progress asked for the position to be stored with records, where that is done
   */
  Outbound(PipelineContext context, Way.Passage passage, LongConsumer delivered, Progress progress)
      throws ReflectiveOperationException {
    DestinationConfig destination = context.destination();
    name = context.queue();
    warning = context.counters().warning(log);
    recent = context.reports().records();
    storedWritetimes = storedWritetimes(context);
    configured = new ConfiguredEnvelope(destination);
    envelope = configured.envelope();
    schemas = context.schemas();
    deadLetters = context.deadLetters();
    publisher = passage.publisher(delivered, progress, deadLetters);
  }

  private static Optional<StoredWritetimes> storedWritetimes(PipelineContext context) {
    return context.destination().lwtWritetime() == LwtWritetime.READ
        ? context.relay().cassandra().map(Outbound::storedWritetimes)
        : Optional.empty();
  }

  private static StoredWritetimes storedWritetimes(CassandraConfig cassandra) {
    return new StoredWritetimes(cassandra::connect);
  }

  /** Connects to Kafka, so that the first change does not have to wait for that. */
  void open() {
    publisher.open();
  }

  /** Whether to {@link #take} a write now. */
  boolean hasRoom() {
    return unconverted.isEmpty() && publisher.hasRoom();
  }

  /**
   * Takes the changes of one write, which may be none.
   *
   * @param position where the write stands in the journal
   */
  void take(List<Change> changes, String topic, long position) {
    this.topic = topic;
    this.position = position;
    unconverted.addAll(changes);
    if (unconverted.isEmpty()) {
      publisher.endFrame(position);
    } else {
      convert();
    }
  }

  /** Whether to {@link #advance}, though there is more to {@link #take}. */
  boolean isDue() {
    return publisher.isDue();
  }

  /**
   * Makes records of what was taken, and drives what is under way.
   *
   * @return whether anything happened
   * @throws IOException if a dead letter cannot be stored, where that ends the way to Kafka
   */
  boolean advance() throws IOException {
    boolean happened = publisher.advance();
    return (!unconverted.isEmpty() && publisher.hasRoom() && convert()) || happened;
  }

  /** Only drives what is under way. */
  boolean flush() throws IOException {
    return publisher.flush();
  }

  /** Whether Kafka has records that it may still acknowledge. */
  boolean isSending() {
    return publisher.isSending();
  }

  /** Records that are not delivered yet. */
  int underWay() {
    return publisher.underWay();
  }

  /** False if what is away has to be given time first. */
  private boolean convert() {
    if (waits && System.nanoTime() - convertAt < 0) {
      return false;
    }
    try {
      while (!unconverted.isEmpty()) {
        wrap(restamped(unconverted.element()));
        unconverted.remove();
      }
    } catch (DestinationHaltedException e) {
      return waitFor(": " + e.getMessage());
    } catch (ConverterUnavailableException | CassandraUnavailableException e) {
      return waitFor(" waits, trying again: " + e.getMessage());
    } catch (IOException e) {
      return waitFor(" waits, trying again: a dead letter cannot be kept (key: state): " + e);
    }
    if (waits) {
      waits = false;
      warning.over("destination " + name + " goes on");
    }
    converted.forEach(recent::add);
    converted.forEach(outgoing -> publisher.publish(outgoing, position));
    converted.clear();
    publisher.endFrame(position);
    return true;
  }

  private boolean waitFor(String what) {
    waits = true;
    convertAt = System.nanoTime() + PAUSE.toNanos();
    warning.warn("destination " + name + what);
    return false;
  }

  private Change restamped(Change change) {
    return storedWritetimes.map(stored -> stored.stored(change)).orElse(change);
  }

  private void wrap(Change change) throws IOException {
    try {
      converted.add(envelope.wrap(change, topic));
      deadLetters.converted(change);
    } catch (UndeliverableChangeException e) {
      deadLetters.take(change, topic, schemas.serialized(change.table()), e);
    }
  }

  /** Ends it at once: what is still under way is left to the next one. */
  @Override
  public void close() throws IOException {
    try (configured) {
      storedWritetimes.ifPresent(StoredWritetimes::close);
      publisher.close(Duration.ZERO);
    }
  }
}
