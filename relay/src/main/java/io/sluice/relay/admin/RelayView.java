package io.sluice.relay.admin;

import io.sluice.relay.DestinationStatus;
import io.sluice.relay.Relay;
import io.sluice.relay.RelayStatus;
import io.sluice.relay.checkpoint.Checkpoint;
import io.sluice.relay.config.ChannelKey;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.read.Backlog;
import io.sluice.relay.read.JournalTail;
import io.sluice.relay.report.Counters;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.Position;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A relay and its journal, as the endpoint shows them. For any thread, one after the other. */
final class RelayView {
  private static final Logger log = LoggerFactory.getLogger(RelayView.class);

  private final Instant startedAt = Instant.now();
  private final String version =
      Optional.ofNullable(RelayView.class.getPackage().getImplementationVersion()).orElse("");
  private final Relay relay;
  private final JournalDirectory journal;
  private final JournalTail tail;

  RelayView(Relay relay) {
    this.relay = relay;
    this.journal = JournalDirectory.of(relay.status().config().journal());
    this.tail = new JournalTail(journal);
  }

  Relay relay() {
    return relay;
  }

  boolean isReady() {
    return !relay.hasFailed();
  }

  boolean hasDestination(String name) {
    return relay.status().config().destinations().stream().anyMatch(one -> one.name().equals(name));
  }

  boolean hasChannel(ChannelKey key) {
    return relay.status().config().channels().stream().anyMatch(one -> one.key().equals(key));
  }

  synchronized List<DestinationView> destinations() {
    RelayStatus status = relay.status();
    Instant now = Instant.now();
    long end = end();
    return status.destinations().stream()
        .map(one -> DestinationView.of(one, backlog(one, end), now))
        .toList();
  }

  /** Of the queue that is the furthest behind. */
  private Backlog backlog(DestinationStatus destination, long end) {
    return destination.queues().stream()
        .map(reached -> backlog(reached, end))
        .max(Comparator.comparingLong(Backlog::bytes))
        .orElse(Backlog.NONE);
  }

  /** What is counted of each destination, by its name. */
  Map<String, Counters> counters() {
    Map<String, Counters> counters = new LinkedHashMap<>();
    relay.status().destinations().forEach(one -> counters.put(one.config().name(), one.counters()));
    return counters;
  }

  /** The journal, as far as it can be told: the relay's own log says why that is not far. */
  JournalView journal() {
    try {
      return JournalView.of(journal);
    } catch (IOException e) {
      log.debug("cannot look at the journal", e);
      return JournalView.unknown(journal);
    }
  }

  /**
   * The keys of a destination, in the order of their names.
   *
   * @throws ConfigEdits.ConflictException if there is none of that name
   */
  List<Map<String, Object>> conf(String name) throws ConfigEdits.ConflictException {
    DestinationConfig config =
        relay.status().config().destinations().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(() -> ConfigEdits.ConflictException.noDestination(name));
    return keys(ShownConf.of(config));
  }

  /** The relay's own keys, in the order of their names. */
  List<Map<String, Object>> conf() {
    return keys(ShownConf.of(relay.status().config()));
  }

  private static List<Map<String, Object>> keys(Map<String, String> shown) {
    return shown.entrySet().stream()
        .map(key -> Map.<String, Object>of("name", key.getKey(), "value", key.getValue()))
        .toList();
  }

  /** In the order of the configuration's destinations. */
  synchronized List<ChannelView> channels() {
    RelayStatus status = relay.status();
    Instant now = Instant.now();
    long end = end();
    Optional<String> here = Optional.ofNullable(journal().trigger()).map(TriggerView::dataCenter);
    return status.destinations().stream()
        .flatMap(
            one ->
                one.channels().stream()
                    .map(
                        channel ->
                            ChannelView.of(
                                channel, one, here, backlog(channel.reached(), end), now)))
        .toList();
  }

  /** All of it, for the status page; its names are part of the API. */
  Map<String, Object> status() {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("at", Instant.now().toString());
    status.put("version", version);
    status.put("started_at", startedAt.toString());
    status.put("destinations", destinations());
    status.put("channels", channels());
    status.put("journal", journal());
    status.put("records", RecordView.of(relay.status().destinations()));
    return status;
  }

  /** {@link Position#NONE} if that cannot be told: the relay's own log says why. */
  private long end() {
    try {
      return tail.end();
    } catch (IOException e) {
      log.debug("cannot follow the journal", e);
      return Position.NONE;
    }
  }

  /** Of what has not begun, all that there is may be to deliver. */
  private Backlog backlog(Optional<Checkpoint> reached, long end) {
    if (end == Position.NONE) {
      return Backlog.NONE;
    }
    try {
      long from =
          reached.isPresent() ? reached.get().oldest() : Position.of(journal.segments().get(0), 0);
      return Backlog.between(journal, from, end);
    } catch (IOException e) {
      log.debug("cannot look at the journal", e);
      return Backlog.NONE;
    }
  }
}
