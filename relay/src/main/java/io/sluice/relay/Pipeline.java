package io.sluice.relay;

import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.ConverterUnavailableException;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.relay.change.UndeliverableChangeException;
import io.sluice.relay.checkpoint.Checkpoint;
import io.sluice.relay.checkpoint.StateDirectory;
import io.sluice.relay.config.ChannelConfig;
import io.sluice.relay.config.DedupeConfig;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.convert.ConnectFormat;
import io.sluice.relay.convert.FlatEnvelope;
import io.sluice.relay.decode.Decoder;
import io.sluice.relay.dedupe.DedupeWindow;
import io.sluice.relay.dedupe.Deduplicator;
import io.sluice.relay.publish.DeadLetters;
import io.sluice.relay.publish.Publisher;
import io.sluice.relay.publish.Sender;
import io.sluice.relay.read.JournalSource;
import io.sluice.relay.read.Quarantine;
import io.sluice.relay.read.StartingPoint;
import io.sluice.relay.report.AsideFile;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import io.sluice.relay.report.RepeatedWarning;
import io.sluice.relay.route.ChannelRule;
import io.sluice.relay.route.Router;
import io.sluice.relay.route.TopicTemplate;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.storage.Converter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a change, from the journal to Kafka's acknowledgement: the one place that knows all
 * stages. It runs from one starting point until it is closed or fails; then whoever runs it opens
 * another at the position reached.
 *
 * <p>For one thread, which takes one small {@link #step} after the other: none of them blocks for
 * longer than a second or two, whatever Kafka does.
 */
final class Pipeline implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Pipeline.class);
  private static final Duration CONVERTER_PAUSE = Duration.ofSeconds(1);

  private final JournalSource source;
  private final Quarantine quarantine;
  private final Router router;
  private final Decoder decoder;
  private final Deduplicator deduplicator;
  private final Converter keyConverter;
  private final Converter valueConverter;
  private final FlatEnvelope envelope;
  private final DeadLetters deadLetters;
  private final Publisher publisher;
  private final Counters counters;

  /** Changes of the record read last that the converter could not convert yet. */
  private final Deque<Change> unconverted = new ArrayDeque<>();

  private final RepeatedWarning converterWarning = new RepeatedWarning(log);
  private String topicOfUnconverted;
  private long convertAt = System.nanoTime();

  private boolean replaced;
  private Checkpoint reached;

  /**
   * Assembles the stages; none of them has done anything yet.
   *
   * @param senders makes the way to Kafka
   */
  Pipeline(PipelineContext context, StartingPoint start, Sender.Factory senders)
      throws ReflectiveOperationException {
    String name = context.destination().name();
    StateDirectory state = context.state();
    Clock clock = Clock.systemUTC();
    counters = context.counters();
    quarantine = new Quarantine(new AsideFile(state.quarantine(name), clock), counters);
    source =
        new JournalSource(context.journal(), start, context.schemas()::table, quarantine, counters);
    decoder = new Decoder();
    deduplicator = new Deduplicator(window(context.relay().dedupe()));
    router = router(context);
    DestinationConfig destination = context.destination();
    keyConverter = destination.keyConverter().create(true);
    valueConverter = destination.valueConverter().create(false);
    envelope =
        new FlatEnvelope(
            ConnectFormat.of(keyConverter, destination.keyConverter().properties()),
            ConnectFormat.of(valueConverter, destination.valueConverter().properties()));
    deadLetters = new DeadLetters(name, new AsideFile(state.deadLetters(name), clock), counters);
    publisher = new Publisher(name, start.resumeAt(), senders, deadLetters, counters);
  }

  private static DedupeWindow window(DedupeConfig config) {
    return new DedupeWindow(config.maxEntries(), config.window());
  }

  private static Router router(PipelineContext context) {
    List<ChannelRule> rules = new ArrayList<>();
    for (ChannelConfig channel : context.relay().channelsTo(context.destination())) {
      String dataCenter = channel.dataCenter().orElse(null);
      rules.add(new ChannelRule(dataCenter, channel.keyspace(), channel.table()));
    }
    return new Router(rules, new TopicTemplate(context.destination().topic()));
  }

  /** Connects to Kafka, so that the first change does not have to wait for that. */
  void open() {
    publisher.open();
  }

  /**
   * Reads one record, if there is one and room for it, and drives what is under way.
   *
   * @return whether anything happened
   * @throws IOException if journal, quarantine or dead letters fail
   */
  boolean step() throws IOException {
    boolean happened = flush();
    if (!unconverted.isEmpty()) {
      return convert() || happened;
    }
    if (replaced || !publisher.hasRoom()) {
      return happened;
    }
    return read() || happened;
  }

  /** Only drives what is under way. */
  boolean flush() throws IOException {
    return publisher.advance();
  }

  /** Whether Kafka has records that it may still acknowledge. */
  boolean isSending() {
    return publisher.isSending();
  }

  /** Whether the journal ended, because another took its place, and all of it is delivered. */
  boolean isOver() {
    return replaced && publisher.isIdle();
  }

  /** Whether the journal is certain to be the one that {@link #reached} is a position of. */
  boolean isConfirmed() {
    return source.isConfirmed() && !replaced;
  }

  /** Where to go on from; empty while the place to start at is still being looked for. */
  Optional<Checkpoint> reached() {
    if (source.isSeekingEnd()) {
      return Optional.empty();
    }
    if (reached == null || reached.position() != publisher.acknowledged()) {
      reached = new Checkpoint(source.journalId(), publisher.acknowledged());
    }
    return Optional.of(reached);
  }

  /** Ends it at once: what is still under way is left to the next one. */
  @Override
  public void close() throws IOException {
    try (keyConverter;
        valueConverter;
        source) {
      publisher.close(Duration.ZERO);
    }
  }

  private boolean read() throws IOException {
    switch (source.next()) {
      case CHANGE -> deliver(source.change());
      case DELIVERED_CHANGE -> remember(source.change());
      case OTHER -> {}
      case NOTHING -> {
        return false;
      }
      case REPLACED -> {
        replaced = true;
        return true;
      }
    }
    if (unconverted.isEmpty()) {
      publisher.pass(source.end());
    }
    return true;
  }

  private void deliver(Captured captured) throws IOException {
    Optional<String> topic = router.topic(captured.table(), captured.source());
    if (topic.isEmpty()) {
      counters.add(Counter.UNROUTED);
      return;
    }
    for (Change change : decode(captured)) {
      if (deduplicator.duplicate(change)) {
        counters.add(Counter.DUPLICATES);
      } else {
        unconverted.add(change);
      }
    }
    topicOfUnconverted = topic.get();
    convert();
  }

  /** False if the converter has to be given time first. */
  private boolean convert() throws IOException {
    if (System.nanoTime() - convertAt < 0) {
      return false;
    }
    try {
      while (!unconverted.isEmpty()) {
        publish(unconverted.element(), topicOfUnconverted);
        unconverted.remove();
      }
    } catch (ConverterUnavailableException e) {
      convertAt = System.nanoTime() + CONVERTER_PAUSE.toNanos();
      converterWarning.warn(e.getMessage() + "; the destination waits, trying for ever");
      return false;
    }
    converterWarning.over("the converter works again");
    publisher.pass(source.end());
    return true;
  }

  private List<Change> decode(Captured captured) throws IOException {
    try {
      return decoder.decode(captured);
    } catch (UndecodableChangeException e) {
      quarantine.take(captured.position(), e.getMessage(), source.bytes());
      return List.of();
    }
  }

  private void publish(Change change, String topic) throws IOException {
    try {
      publisher.publish(envelope.wrap(change, topic), change.position());
    } catch (UndeliverableChangeException e) {
      deadLetters.take(change.captured(), change.id().toString(), e);
    }
  }

  /** So that a copy of it is known when it comes. */
  private void remember(Captured captured) {
    if (router.topic(captured.table(), captured.source()).isEmpty()) {
      return;
    }
    try {
      decoder.decode(captured).forEach(deduplicator::duplicate);
    } catch (UndecodableChangeException e) {
      // It is in the quarantine since it was first read.
    }
  }
}
