package io.sluice.relay.publish;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.google.common.base.Throwables;
import com.google.protobuf.ByteString;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Header;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.change.Table;
import io.sluice.relay.report.AsideFile;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import io.sluice.relay.report.RepeatedWarning;
import io.sluice.wal.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes changes that can never be delivered, so that they are neither lost nor in the way: each is
 * an entry of an {@link AsideFile}, of the form that {@code docs/dead-letters.md} describes, with
 * the Kafka record or, where there is none, what it takes to make one.
 *
 * <p>Where a topic or table refuses so many in a row that it refuses all, it takes no more: {@link
 * DestinationHaltedException}. So nobody's mistake makes dead letters of a whole backlog.
 *
 * <p>For one thread at a time; as it counts refusals, there is one for a destination, whatever
 * becomes of its pipelines.
 */
public final class DeadLetters {
  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  /** More entries than a transaction may have, all of which may come again. */
  private static final int REMEMBERED = 2 * TransactionSize.MAX;

  private final String destination;
  private final AsideFile file;
  private final Counters counters;
  private final int haltAfter;
  private final Refusals byTopic;
  private final Refusals byTable;
  private final RepeatedWarning warning;

  /** A pipeline that begins again at a position before them meets them again. */
  private final Set<Kept> lastKept = Collections.newSetFromMap(new Newest<>());

  private record Kept(long position, String changeId) {}

  /** Keeps what was added last. */
  private static final class Newest<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > REMEMBERED;
    }
  }

  /**
   * Has taken nothing yet.
   *
   * @param haltAfter how many records in a row it takes of a topic, or table, that refuses all
   */
  public DeadLetters(String destination, AsideFile file, Counters counters, int haltAfter) {
    this.destination = destination;
    this.file = file;
    this.counters = counters;
    this.warning = counters.warning(log);
    this.haltAfter = haltAfter;
    this.byTopic = new Refusals(haltAfter);
    this.byTable = new Refusals(haltAfter);
  }

  /** Kafka has taken a record: its topic does not refuse all. */
  void accepted(Outgoing record) {
    byTopic.accepted(record.topic());
  }

  /** A change was made into a record: those of its table are not all refused. */
  public void converted(Change change) {
    byTable.accepted(change.table().toString());
  }

  /** Whether its topic refused so many records in a row that no more become dead letters. */
  boolean isAtLimit(Outgoing record) {
    return byTopic.isAtLimit(record.topic());
  }

  /** How many records of a topic were refused since one was accepted. */
  int refusedInARow(String topic) {
    return byTopic.inARow(topic);
  }

  /** Sets that number, for who {@link #keep keeps} what is refused. */
  void setRefusedInARow(String topic, int refusals) {
    byTopic.setInARow(topic, refusals);
  }

  /** Whether so many refused in a row are more than may be the records' own fault. */
  boolean areTooMany(int refusedInARow) {
    return refusedInARow > haltAfter;
  }

  /**
   * No record of a topic becomes a dead letter until one is accepted.
   *
   * @param reason why the last one was refused
   */
  DestinationHaltedException halt(String topic, Exception reason) {
    byTopic.setInARow(topic, haltAfter);
    return halted("for topic " + topic, reason);
  }

  /**
   * Takes a record that Kafka refuses.
   *
   * @throws DestinationHaltedException if its topic refuses all
   * @throws IOException if it is not safely on disk; the position must not pass it then
   */
  void take(Outgoing record, long position, Exception reason) throws IOException {
    if (areTooMany(refusedInARow(record.topic()) + 1)) {
      throw halt(record.topic(), reason);
    }
    keep(record, position, reason);
    byTopic.refused(record.topic());
  }

  /**
   * Takes a record that Kafka refuses, and does not count it.
   *
   * @throws IOException if it is not safely on disk; the position must not pass it then
   */
  void keep(Outgoing record, long position, Exception reason) throws IOException {
    Kept kept = new Kept(position, changeId(record));
    if (isKept(kept)) {
      return;
    }
    Map<String, Object> entry = entry(position, reason);
    entry.put("topic", record.topic());
    entry.put("key", record.key());
    entry.put("value", record.value());
    entry.put("timestamp", record.timestampMillis());
    entry.put("headers", headers(record));
    put(entry, kept, record.table(), reason);
  }

  /** By name: the value, or a list of them where a record has a header more than once. */
  private static Map<String, Object> headers(Outgoing record) {
    Map<String, Object> headers = new LinkedHashMap<>();
    record.headers().stream()
        .collect(groupingBy(Header::name, LinkedHashMap::new, mapping(Header::value, toList())))
        .forEach((name, values) -> headers.put(name, values.size() == 1 ? values.get(0) : values));
    return headers;
  }

  private static String changeId(Outgoing record) {
    return record.headers().stream()
        .filter(header -> header.name().equals("change_id"))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }

  /** One without an identity may be another of its frame. */
  private boolean isKept(Kept kept) {
    return !kept.changeId.isEmpty() && lastKept.contains(kept);
  }

  /**
   * Takes a change that could not be made into a record, with the update that it is of.
   *
   * @param topic that it would have gone to
   * @param schema of its table, serialized: the journal's own copy of it will be deleted
   * @throws DestinationHaltedException if all changes of its table are refused
   * @throws IOException if it is not safely on disk; the position must not pass it then
   */
  public void take(Change change, String topic, ByteString schema, Exception reason)
      throws IOException {
    Table table = change.table();
    Kept kept = new Kept(change.captured().position(), change.id().toString());
    if (isKept(kept)) {
      return;
    }
    if (byTable.isAtLimit(table.toString())) {
      throw halted("of table " + table, reason);
    }
    Captured captured = change.captured();
    Map<String, Object> entry = entry(captured.position(), reason);
    entry.put("topic", topic);
    entry.put("table", table.toString());
    entry.put("schema_version", "%016x".formatted(table.version()));
    entry.put("change_id", change.id().toString());
    entry.put("cluster", captured.source().cluster());
    entry.put("data_center", captured.source().dataCenter());
    entry.put("host_id", captured.source().hostId().toString());
    entry.put("first_position", Position.toString(captured.firstPosition()));
    entry.put("captured_at_micros", captured.capturedAtMicros());
    entry.put("now_in_seconds", captured.nowInSeconds());
    entry.put("outcome", captured.outcome().name());
    entry.put("conditional", captured.conditional());
    entry.put("schema", schema.toByteArray());
    entry.put("update", captured.change().toByteArray());
    put(entry, kept, table, reason);
    byTable.refused(table.toString());
  }

  private DestinationHaltedException halted(String of, Exception reason) {
    counters.add(Counter.HALTS);
    return new DestinationHaltedException(
        "HALTED: "
            + haltAfter
            + " records in a row "
            + of
            + " were refused ("
            + kind(reason)
            + ") and none was accepted in between, so this is no fault of single records, and no"
            + " more dead letters are made: "
            + Remedy.of(reason)
            + "; it goes on by itself once a record is accepted. If they shall all become dead"
            + " letters nevertheless, raise halt_after and restart the relay",
        reason);
  }

  private static Map<String, Object> entry(long position, Exception reason) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("position", Position.toString(position));
    entry.put("reason", told(reason));
    return entry;
  }

  /** All causes: what a converter throws first often says only that something failed. */
  private static String told(Throwable reason) {
    return Throwables.getCausalChain(reason).stream()
        .map(cause -> cause.getClass().getSimpleName() + ": " + cause.getMessage())
        .collect(Collectors.joining("; caused by "));
  }

  /** Of a reason only its kind: what a broker or a converter says may quote the data. */
  private static String kind(Exception reason) {
    return reason.getClass().getSimpleName();
  }

  private void put(Map<String, Object> entry, Kept kept, Table table, Exception reason)
      throws IOException {
    Path path = file.append(entry);
    lastKept.add(kept);
    counters.add(Counter.DEAD_LETTERS, table);
    warning.warn(
        "destination "
            + destination
            + ": a change became a dead letter at "
            + entry.get("position")
            + " ("
            + kind(reason)
            + "), kept in "
            + path
            + "; "
            + Remedy.of(reason)
            + ", then run: sluice dead-letters replay --destination "
            + destination);
  }
}
