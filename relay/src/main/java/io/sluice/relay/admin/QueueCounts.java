package io.sluice.relay.admin;

import io.sluice.relay.ChannelStatus;
import io.sluice.relay.Relay;
import io.sluice.relay.change.Source;
import io.sluice.relay.change.Table;
import io.sluice.relay.checkpoint.Checkpoint;
import io.sluice.relay.config.ChannelKey;
import io.sluice.relay.decode.TableSchemas;
import io.sluice.relay.read.ChangeCounts;
import io.sluice.relay.read.JournalIdentity;
import io.sluice.relay.route.ChannelRule;
import io.sluice.relay.route.Span;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.Position;
import io.sluice.wal.record.SegmentHeader;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** How many changes wait in the queues of channels. For any thread. */
final class QueueCounts {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Relay relay;
  private final JournalDirectory journal;
  private final ChangeCounts counts;

  QueueCounts(Relay relay) {
    this.relay = relay;
    this.journal = JournalDirectory.of(relay.status().config().journal());
    this.counts = new ChangeCounts(journal, new TableSchemas()::table);
  }

  /**
   * The count of a channel, or of one table that a channel takes.
   *
   * @param dataCenter of the channel; null: any
   * @throws ConfigEdits.ConflictException if there is no such channel
   */
  Map<String, Object> count(String dataCenter, String keyspace, String table, String destination)
      throws ConfigEdits.ConflictException, IOException {
    Optional<SegmentHeader> newest = JournalIdentity.newest(journal);
    Source source =
        new Source("", newest.map(SegmentHeader::getDataCenter).orElse(""), new UUID(0, 0));
    Asked asked = new Asked(dataCenter, keyspace, table, destination);
    ChannelStatus channel = channel(asked, source);
    ChannelRule rule = rule(asked.key(channel));
    ChangeCounts.Count count =
        newest.isEmpty()
            ? new ChangeCounts.Count(0, 0)
            : counts.count(
                query(channel, one -> rule.takes(one, source), newest.get().getJournalId()),
                PATIENCE);
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("count", count.changes());
    view.put("complete", count.isComplete());
    view.put("bytes_left", count.bytesLeft());
    return view;
  }

  /** What a request names: a channel as it was made, or a table that one takes. */
  private record Asked(String dataCenter, String keyspace, String table, String destination) {
    boolean isExactly(ChannelKey key) {
      return key.keyspace().equals(keyspace)
          && key.table().equals(table)
          && (dataCenter == null || key.dataCenter().equals(dataCenter));
    }

    Table asTable() {
      return new Table(new UUID(0, 0), 0, keyspace, table, false, List.of());
    }

    /** What of the channel is asked for. */
    ChannelKey key(ChannelStatus channel) {
      return new ChannelKey(channel.config().key().dataCenter(), keyspace, table, destination);
    }
  }

  private ChannelStatus channel(Asked asked, Source source) throws ConfigEdits.ConflictException {
    List<ChannelStatus> channels =
        relay.status().destinations().stream()
            .filter(one -> one.config().name().equals(asked.destination))
            .flatMap(one -> one.channels().stream())
            .toList();
    return channels.stream()
        .filter(one -> asked.isExactly(one.config().key()))
        .findFirst()
        .or(
            () ->
                channels.stream()
                    .filter(one -> rule(one.config().key()).takes(asked.asTable(), source))
                    .findFirst())
        .orElseThrow(
            () ->
                new ConfigEdits.ConflictException(
                    "no channel leads %s.%s to %s; sluice channel status shows those that are"
                        .formatted(asked.keyspace, asked.table, asked.destination)));
  }

  private static ChannelRule rule(ChannelKey key) {
    return new ChannelRule(key.dataCenter(), key.keyspace(), key.table());
  }

  private static ChangeCounts.Query query(
      ChannelStatus channel, Predicate<Table> tables, long journalId) {
    Optional<Checkpoint> reached =
        channel.reached().filter(at -> at.journalId() == journalId || at.journalId() == 0);
    Set<Long> open = reached.map(at -> (Set<Long>) new HashSet<>(at.open())).orElse(Set.of());
    List<Span> dropped = channel.dropped();
    return new ChangeCounts.Query(
        tables,
        reached.map(Checkpoint::position).orElse(Position.NONE),
        open,
        position -> dropped.stream().anyMatch(span -> span.has(journalId, position)),
        dropped.stream().mapToLong(Span::to).max().orElse(Position.NONE));
  }
}
