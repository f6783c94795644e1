package io.sluice.relay.read;

import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.relay.change.UndeliverableChangeException;
import io.sluice.relay.convert.ChangeEnvelope;
import io.sluice.relay.convert.ConnectFormat;
import io.sluice.relay.convert.DebeziumEnvelope;
import io.sluice.relay.convert.Envelope;
import io.sluice.relay.convert.FlatEnvelope;
import io.sluice.relay.convert.ProtobufEnvelope;
import io.sluice.relay.decode.Decoder;
import io.sluice.relay.decode.TableSchemas;
import io.sluice.relay.report.AsideFile;
import io.sluice.relay.report.Counters;
import io.sluice.wal.Damage;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.JournalReader;
import io.sluice.wal.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.json.JsonConverter;

/**
 * Everything of a relay that takes bytes of a journal: from its reader to the records of all
 * envelopes. Its clock is of no use to a writer that may live: each look is seconds after the last.
 */
final class ReadingHalf {
  private static final ConnectFormat PLAIN_KEY = json(true, false);
  private static final ConnectFormat PLAIN_VALUE = json(false, false);
  private static final ConnectFormat KEY = json(true, true);
  private static final ConnectFormat VALUE = json(false, true);

  /** So many times in a row there is nothing, and then there is nothing more. */
  private static final int PATIENCE = 4;

  private final JournalDirectory journal;
  private final AsideFile aside;
  private long nanos;

  ReadingHalf(Path journal, Path quarantine) {
    this.journal = JournalDirectory.of(journal);
    aside = new AsideFile(quarantine, Clock.systemUTC());
  }

  /**
   * What was read.
   *
   * @param events by position what a change became that stands there; by the negative of its end,
   *     an outcome
   * @param lost what the reader passed over
   */
  record Content(Map<Long, Object> events, List<Damage> lost, Counters counters) {
    boolean isLost(long position) {
      return lost.stream().anyMatch(d -> d.from() <= position && position < d.to());
    }
  }

  /** Reads everything that there is. */
  Content read() throws IOException {
    Counters counters = new Counters();
    Map<Long, Object> events = new TreeMap<>();
    List<Envelope> envelopes = envelopes();
    try (JournalSource source = source(counters)) {
      int nothing = 0;
      while (nothing < PATIENCE) {
        switch (source.next()) {
          case CHANGE -> add(events, source.change().position(), records(source, envelopes));
          case OUTCOME -> add(events, -source.end(), source.outcome());
          case SEGMENT, OTHER -> {}
          case NOTHING -> nothing++;
          case REPLACED -> nothing = PATIENCE;
        }
      }
    }
    return new Content(events, damages(), counters);
  }

  private static void add(Map<Long, Object> events, long position, Object event) {
    if (events.put(position, event) != null) {
      throw new AssertionError("read twice: " + Position.toString(position));
    }
  }

  private JournalSource source(Counters counters) {
    return new JournalSource(
        journal,
        StartingPoint.oldest(),
        new TableSchemas()::table,
        new Quarantine(aside, counters),
        counters,
        this::tick);
  }

  private long tick() {
    nanos += TimeUnit.SECONDS.toNanos(6);
    return nanos;
  }

  private List<Damage> damages() throws IOException {
    List<Damage> damages = new ArrayList<>();
    try (JournalReader reader = JournalReader.open(journal, 0, this::tick)) {
      for (int nothing = 0; nothing < PATIENCE; ) {
        switch (reader.next()) {
          case DAMAGE -> damages.add(reader.damage());
          case NOTHING -> nothing++;
          case RECORD -> {}
        }
      }
    }
    return damages;
  }

  /** The decoder says what cannot be decoded, an envelope what cannot be delivered. */
  private static List<Object> records(JournalSource source, List<Envelope> envelopes)
      throws IOException {
    Captured captured = source.change();
    if (!source.changeAt(captured.position()).equals(captured.change())) {
      throw new AssertionError("read again it differs");
    }
    List<Object> records = new ArrayList<>();
    records.add(List.of(captured.capturedAtMicros(), captured.source(), captured.change()));
    try {
      for (Change change : new Decoder().decode(captured)) {
        envelopes.forEach(envelope -> records.add(record(envelope, change)));
      }
    } catch (UndecodableChangeException e) {
      records.add("undecodable");
    }
    return records;
  }

  private static Object record(Envelope envelope, Change change) {
    try {
      Outgoing record = envelope.wrap(change, "topic");
      int content = 31 * Arrays.hashCode(record.key()) + Arrays.hashCode(record.value());
      return List.of(record.timestampMillis(), record.headers(), content);
    } catch (UndeliverableChangeException e) {
      return "undeliverable";
    }
  }

  private static List<Envelope> envelopes() {
    return List.of(
        new FlatEnvelope(PLAIN_KEY, PLAIN_VALUE),
        new FlatEnvelope(KEY, VALUE),
        new ChangeEnvelope(PLAIN_KEY, PLAIN_VALUE),
        new ChangeEnvelope(KEY, VALUE),
        new DebeziumEnvelope("d", KEY, VALUE),
        new ProtobufEnvelope());
  }

  private static ConnectFormat json(boolean key, boolean schemas) {
    Map<String, Object> properties = new HashMap<>(Map.of("schemas.enable", schemas));
    properties.put("schemas.cache.size", 10);
    JsonConverter converter = new JsonConverter();
    converter.configure(properties, key);
    return ConnectFormat.of("json", converter, properties, Duration.ZERO);
  }
}
