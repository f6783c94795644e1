package io.sluice.relay;

import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.relay.checkpoint.Checkpoint;
import io.sluice.relay.checkpoint.CheckpointRecord;
import io.sluice.relay.config.ChannelKey;
import io.sluice.relay.config.DedupeConfig;
import io.sluice.relay.config.Publish;
import io.sluice.relay.confirm.Confirmation;
import io.sluice.relay.decode.Decoder;
import io.sluice.relay.dedupe.DedupeWindow;
import io.sluice.relay.dedupe.Deduplicator;
import io.sluice.relay.publish.Progress;
import io.sluice.relay.read.JournalSource;
import io.sluice.relay.read.Quarantine;
import io.sluice.relay.read.StartingPoint;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import io.sluice.relay.route.ChannelRule;
import io.sluice.relay.route.Router;
import io.sluice.relay.route.TopicTemplate;
import io.sluice.wal.record.SegmentHeader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a change, from the journal to Kafka's acknowledgement: with {@link Outbound}, its
 * second half, the one place that knows all stages. It runs from one starting point until it is
 * closed or fails; then whoever runs it opens another at the position reached.
 *
 * <p>For one thread, which takes one small {@link #step} after the other: none of them blocks for
 * longer than a few seconds, whatever Kafka and Cassandra do.
 */
final class Pipeline implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Pipeline.class);

  /** An outcome is waited for that long at least, however short the node's timeouts are. */
  private static final Duration LEAST_WAIT = Duration.ofSeconds(2);

  /**
   * Steps after which what is under way is driven, though there is more to read, of which nothing
   * may be for this queue: some milliseconds.
   */
  private static final int MOST_STEPS = 1500;

  private final Share share;
  private final JournalSource source;
  private final Quarantine quarantine;
  private final Router router;
  private final Confirmation confirmation;
  private final boolean transmits;
  private final boolean awaitsOutcomes;
  private final Decoder decoder = new Decoder();
  private final Deduplicator deduplicator;
  private final Outbound outbound;
  private final Counters counters;

  /** Where writes stand that were read, and are not delivered yet; ascending. */
  private final Set<Long> open = new LinkedHashSet<>();

  private final boolean transactional;
  private Optional<Checkpoint> committed; // of a pipeline that is
  private long writerId;
  private boolean replaced;
  private boolean handsOn;
  private boolean idle; // there was nothing to read
  private int steps; // since what is under way was driven

  /**
   * Assembles the stages; none of them has done anything yet.
   *
   * @param passage makes the way to Kafka
   */
  Pipeline(PipelineContext context, StartingPoint start, Way.Passage passage)
      throws ReflectiveOperationException {
    counters = context.counters();
    share = context.share();
    quarantine = context.reports().quarantine();
    source =
        new JournalSource(context.journal(), start, context.schemas()::table, quarantine, counters);
    router = router(context);
    confirmation = new Confirmation(source::changeAt);
    transmits = context.destination().transmissionEnabled();
    awaitsOutcomes = context.destination().publish() == Publish.CONFIRMED;
    deduplicator = new Deduplicator(window(context.relay().dedupe()));
    transactional = passage.isTransactional();
    committed = transactional ? passage.from() : Optional.empty();
    outbound = new Outbound(context, passage, open::remove, new Committing());
  }

  private static DedupeWindow window(DedupeConfig config) {
    return new DedupeWindow(config.maxEntries(), config.window());
  }

  private static Router router(PipelineContext context) {
    List<ChannelRule> rules = new ArrayList<>();
    for (ChannelKey channel : context.share().channels()) {
      rules.add(new ChannelRule(channel.dataCenter(), channel.keyspace(), channel.table()));
    }
    return new Router(rules, new TopicTemplate(context.destination().topic()));
  }

  /** Connects to Kafka, so that the first change does not have to wait for that. */
  void open() {
    outbound.open();
  }

  /**
   * Hands on one write, or reads one record, if there is one and room for it. Drives what is under
   * way when enough has gathered, or there is nothing else to do: while there is a backlog Kafka
   * gets full batches, and a change that comes alone waits for nobody.
   *
   * @return whether anything happened
   * @throws IOException if journal, quarantine or dead letters fail
   */
  boolean step() throws IOException {
    handsOn = true;
    boolean moved = outbound.hasRoom() && (handOn() || (!replaced && read()));
    steps++;
    if (moved && steps < MOST_STEPS && !outbound.isDue()) {
      return true;
    }
    steps = 0;
    return outbound.advance() || moved;
  }

  /**
   * Reads on while there is nothing to be kept: of a queue that is not sent to. So what others have
   * delivered can be deleted, as far as this one has no use for it.
   *
   * @return whether anything was read
   * @throws IOException if journal or quarantine fail
   */
  boolean look() throws IOException {
    return open.isEmpty() && !replaced && read();
  }

  /** Only drives what is under way. */
  boolean flush() throws IOException {
    return outbound.flush();
  }

  /** Whether Kafka has records that it may still acknowledge. */
  boolean isSending() {
    return outbound.isSending();
  }

  /** Records that are not delivered yet. */
  int underWay() {
    return outbound.underWay();
  }

  /** Whether the journal ended, because another took its place, and all of it is delivered. */
  boolean isOver() {
    return replaced && open.isEmpty() && !outbound.isSending();
  }

  /** Whether the journal is certain to be the one that {@link #reached} is a position of. */
  boolean isOfKnownJournal() {
    return source.isConfirmed() && !replaced;
  }

  /** Whether the place to start at is still being looked for. */
  boolean isSeekingStart() {
    return source.isSeekingEnd();
  }

  /** Where to go on from; empty while {@link #isSeekingStart}, or nothing is committed. */
  Optional<Checkpoint> reached() {
    return transactional ? committed : delivered();
  }

  private Optional<Checkpoint> delivered() {
    if (isSeekingStart()) {
      return Optional.empty();
    }
    List<Long> all = Stream.concat(open.stream(), source.unmet().stream()).sorted().toList();
    return Optional.of(new Checkpoint(source.journalId(), source.end(), all));
  }

  /**
   * From where on nothing is on its way to Kafka, nor about to be: where the next record stands
   * that is read, or, if nothing was handed on yet, where all of this began. Empty while {@link
   * #isSeekingStart}, or while more is open than a file has room for.
   */
  Optional<Checkpoint> unhanded() {
    return handsOn
        ? delivered().map(at -> new Checkpoint(at.journalId(), at.position()))
        : delivered().filter(at -> at.open().size() <= Checkpoint.MAX_OPEN);
  }

  /** Ends it at once: what is still under way is left to the next one. */
  @Override
  public void close() throws IOException {
    try (source) {
      outbound.close();
    }
  }

  private boolean read() throws IOException {
    // Whatever is written later has come in time. While there is more to read, that tells the time.
    long before = idle ? System.currentTimeMillis() : 0;
    JournalSource.Found found = source.next();
    idle = found == JournalSource.Found.NOTHING;
    switch (found) {
      case CHANGE -> take(source.change());
      case OUTCOME -> confirmation.resolve(source.outcome());
      case SEGMENT -> begin(source.writer());
      case OTHER -> {}
      case NOTHING -> {
        if (before > 0 && !source.isHeldUp()) {
          confirmation.passTime(TimeUnit.MILLISECONDS.toMicros(before));
        }
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
      tellOfOthers(segment.getDataCenter());
    }
    Duration timeout = Duration.ofMillis(segment.getWriteTimeoutMillis());
    confirmation.setLimit(Collections.max(List.of(timeout.multipliedBy(2), LEAST_WAIT)));
  }

  /** Which may be meant so, where several data centers share a configuration. */
  private void tellOfOthers(String dataCenter) {
    if (share.isMain()) {
      share.channels().stream()
          .filter(channel -> !channel.takesFrom(dataCenter))
          .forEach(
              channel ->
                  log.warn(
                      "channel {} takes nothing here: this node is of data center {} (key"
                          + " data_center of the channel)",
                      channel,
                      dataCenter));
    }
  }

  private void take(Captured captured) throws IOException {
    if (topic(captured).isEmpty()) {
      counters.add(Counter.UNROUTED, share.isMain() && !source.isDelivered() ? 1 : 0);
      return;
    }
    switch (share.place(captured, source.journalId())) {
      case HERE -> take(captured, source.isDelivered());
      case BEFORE -> take(captured, true);
      case ELSEWHERE -> {}
      case DROPPED -> counters.add(Counter.NOT_COLLECTED, source.isDelivered() ? 0 : 1);
    }
  }

  private void take(Captured captured, boolean delivered) throws IOException {
    if (!delivered) {
      open.add(captured.position());
    }
    if (!transmits) {
      return; // whoever sends it one day begins anew
    }
    if (awaitsOutcomes) {
      confirmation.passTime(captured.capturedAtMicros());
      confirmation.hold(captured);
    } else {
      settle(captured);
    }
  }

  private Optional<String> topic(Captured captured) {
    return router.topic(captured.table(), captured.source());
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
    boolean wanted = open.contains(captured.position());
    if (wanted) {
      count(captured);
    }
    if (captured.outcome() == Outcome.FAILED) {
      open.remove(captured.position());
    } else if (wanted) {
      deliver(captured);
    } else {
      remember(captured);
    }
  }

  private void count(Captured captured) {
    switch (captured.outcome()) {
      case APPLIED -> counters.add(Counter.APPLIED);
      case FAILED -> counters.add(Counter.DROPPED, captured.table());
      case UNKNOWN -> counters.add(Counter.UNKNOWN);
      case NOT_AWAITED -> {}
    }
  }

  private void deliver(Captured captured) throws IOException {
    List<Change> news = new ArrayList<>();
    for (Change change : decode(captured)) {
      if (deduplicator.duplicate(change)) {
        counters.add(Counter.DUPLICATES, change.table());
      } else {
        news.add(change);
      }
    }
    outbound.take(news, topic(captured).orElseThrow(), captured.position());
  }

  private List<Change> decode(Captured captured) throws IOException {
    try {
      return decoder.decode(captured);
    } catch (UndecodableChangeException e) {
      long position = captured.position();
      quarantine.take(source.journalId(), position, e.getMessage(), source.bytesAt(position));
      return List.of();
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

  /** What a transaction stores: all that is handed to Kafka by then counts as delivered. */
  private final class Committing implements Progress {
    private Optional<Checkpoint> committing = Optional.empty();

    @Override
    public Optional<byte[]> position() {
      committing = delivered();
      return committing.map(CheckpointRecord::bytes);
    }

    @Override
    public void committed() {
      committed = committing;
    }
  }
}
