package io.sluice.relay;

import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.ConverterUnavailableException;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.relay.change.UndeliverableChangeException;
import io.sluice.relay.checkpoint.Checkpoint;
import io.sluice.relay.checkpoint.StateDirectory;
import io.sluice.relay.config.ChannelConfig;
import io.sluice.relay.config.DedupeConfig;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.Publish;
import io.sluice.relay.confirm.Confirmation;
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
import io.sluice.wal.record.SegmentHeader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

  /** An outcome is waited for that long at least, however short the node's timeouts are. */
  private static final Duration LEAST_WAIT = Duration.ofSeconds(2);

  private final JournalSource source;
  private final Quarantine quarantine;
  private final Router router;
  private final Decoder decoder;
  private final Confirmation confirmation;
  private final boolean awaitsOutcomes;
  private final Deduplicator deduplicator;
  private final Converter keyConverter;
  private final Converter valueConverter;
  private final FlatEnvelope envelope;
  private final DeadLetters deadLetters;
  private final Publisher publisher;
  private final Counters counters;

  /** Where changes stand that were read, and are not delivered yet; ascending. */
  private final Set<Long> open = new LinkedHashSet<>();

  /** Changes of the write handed on last that the converter could not convert yet. */
  private final Deque<Change> unconverted = new ArrayDeque<>();

  private final RepeatedWarning converterWarning = new RepeatedWarning(log);
  private String topicOfUnconverted;
  private long positionOfUnconverted;
  private long convertAt = System.nanoTime();

  private long writerId;
  private boolean replaced;

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
    confirmation = new Confirmation(source::changeAt);
    awaitsOutcomes = context.destination().publish() == Publish.CONFIRMED;
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
    publisher = new Publisher(name, open::remove, senders, deadLetters, counters);
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
   * Hands on one write, or reads one record, if there is one and room for it, and drives what is
   * under way.
   *
   * @return whether anything happened
   * @throws IOException if journal, quarantine or dead letters fail
   */
  boolean step() throws IOException {
    boolean happened = flush();
    if (!unconverted.isEmpty()) {
      return convert() || happened;
    }
    if (!publisher.hasRoom()) {
      return happened;
    }
    return handOn() || (!replaced && read()) || happened;
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
    return replaced && open.isEmpty();
  }

  /** Whether the journal is certain to be the one that {@link #reached} is a position of. */
  boolean isOfKnownJournal() {
    return source.isConfirmed() && !replaced;
  }

  /** Whether the place to start at is still being looked for. */
  boolean isSeekingStart() {
    return source.isSeekingEnd();
  }

  /** Where to go on from; empty while {@link #isSeekingStart}. */
  Optional<Checkpoint> reached() {
    if (isSeekingStart()) {
      return Optional.empty();
    }
    Stream<Long> all = Stream.concat(open.stream(), source.unmet().stream());
    return Optional.of(Checkpoint.of(source.journalId(), source.end(), all));
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
      case CHANGE -> take(source.change());
      case OUTCOME -> confirmation.resolve(source.outcome());
      case SEGMENT -> begin(source.writer());
      case OTHER -> {}
      case NOTHING -> {
        confirmation.passTime(TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()));
        return false;
      }
      case REPLACED -> {
        replaced = true;
        confirmation.writerIsGone();
      }
    }
    return true;
  }

  private void begin(SegmentHeader segment) {
    if (segment.getWriterId() != writerId) {
      writerId = segment.getWriterId();
      confirmation.writerIsGone();
    }
    Duration timeout = Duration.ofMillis(segment.getWriteTimeoutMillis());
    confirmation.setLimit(Collections.max(List.of(timeout.multipliedBy(2), LEAST_WAIT)));
  }

  private void take(Captured captured) throws IOException {
    boolean delivered = source.isDelivered();
    if (router.topic(captured.table(), captured.source()).isEmpty()) {
      counters.add(Counter.UNROUTED, delivered ? 0 : 1);
      return;
    }
    if (!delivered) {
      open.add(captured.position());
    }
    if (awaitsOutcomes) {
      confirmation.passTime(captured.capturedAtMicros());
      confirmation.hold(captured);
    } else {
      settle(captured);
    }
  }

  /** Goes on with a write whose outcome has come to be known. */
  private boolean handOn() throws IOException {
    Captured captured = confirmation.poll();
    if (captured == null) {
      return false;
    }
    settle(captured);
    return true;
  }

  private void settle(Captured captured) throws IOException {
    boolean failed = captured.outcome() == Outcome.FAILED;
    if (!open.contains(captured.position())) {
      if (!failed) {
        remember(captured);
      }
      return;
    }
    count(captured.outcome());
    if (failed) {
      open.remove(captured.position());
    } else {
      deliver(captured);
    }
  }

  private void count(Outcome outcome) {
    switch (outcome) {
      case APPLIED -> counters.add(Counter.APPLIED);
      case FAILED -> counters.add(Counter.DROPPED);
      case UNKNOWN -> counters.add(Counter.UNKNOWN);
      case NOT_AWAITED -> {}
    }
  }

  private void deliver(Captured captured) throws IOException {
    for (Change change : decode(captured)) {
      if (deduplicator.duplicate(change)) {
        counters.add(Counter.DUPLICATES);
      } else {
        unconverted.add(change);
      }
    }
    topicOfUnconverted = router.topic(captured.table(), captured.source()).orElseThrow();
    positionOfUnconverted = captured.position();
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
    publisher.endFrame(positionOfUnconverted);
    return true;
  }

  private List<Change> decode(Captured captured) throws IOException {
    try {
      return decoder.decode(captured);
    } catch (UndecodableChangeException e) {
      quarantine.take(captured.position(), e.getMessage(), source.bytesAt(captured.position()));
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
    try {
      decoder.decode(captured).forEach(deduplicator::duplicate);
    } catch (UndecodableChangeException e) {
      // It is in the quarantine since it was first read.
    }
  }
}
