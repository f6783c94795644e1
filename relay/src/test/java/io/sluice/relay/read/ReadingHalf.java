package io.sluice.relay.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.change.Table;
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
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import io.sluice.wal.Damage;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.JournalReader;
import io.sluice.wal.Position;
import io.sluice.wal.record.TableSchema;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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

  private static final ObjectReader ENTRY = new ObjectMapper().readerFor(JsonNode.class);

  /** So many times in a row there is nothing, and then there is nothing more. */
  private static final int PATIENCE = 4;

  /** The same where somebody may be writing, who is given more time. */
  private static final int MORE_PATIENCE = 20;

  private static final int KNOWN = 1000;

  private final JournalDirectory journal;
  private final Path quarantine;
  private long nanos;

  /** What changes became that were read first, by them and their tables: of equal ones the same. */
  private final Map<List<Object>, List<Object>> known = new HashMap<>();

  /** Two tables are equal if their versions are, whatever somebody has made of the schema. */
  private final IdentityHashMap<Table, TableSchema> schemas = new IdentityHashMap<>();

  private List<Envelope> envelopes = List.of();

  ReadingHalf(Path journal, Path quarantine) {
    this.journal = JournalDirectory.of(journal);
    this.quarantine = quarantine;
  }

  /**
   * What was read.
   *
   * @param events by position what a change became that stands there; by the negative of its end,
   *     an outcome
   * @param lost what the reader passed over
   * @param quarantined where what stands is in the quarantine
   */
  record Content(
      Map<Long, Object> events, List<Damage> lost, Counters counters, Set<String> quarantined) {
    boolean isLost(long position) {
      return lost.stream().anyMatch(d -> d.from() <= position && position < d.to());
    }

    boolean isQuarantined(long position) {
      return quarantined.contains(Position.toString(position));
    }

    /** Whether what was passed over is counted by its kind. */
    boolean isCounted() {
      return counters.get(Counter.MISSING_SEGMENTS) == missingSegments()
          && counters.get(Counter.UNREADABLE_SEGMENTS) == count(Damage.Kind.UNREADABLE_SEGMENT)
          && counters.get(Counter.QUARANTINED)
              >= lost.size()
                  - count(Damage.Kind.UNREADABLE_SEGMENT)
                  - count(Damage.Kind.MISSING_SEGMENT);
    }

    private long missingSegments() {
      return lost.stream()
          .filter(d -> d.kind() == Damage.Kind.MISSING_SEGMENT)
          .mapToLong(d -> Position.segment(d.to()) - Position.segment(d.from()))
          .sum();
    }

    private long count(Damage.Kind kind) {
      return lost.stream().filter(d -> d.kind() == kind).count();
    }
  }

  /**
   * Reads everything that there is.
   *
   * @param fromSegment as a relay that has read what stands before it; 0: whatever is first
   * @param alive whether the journal has a writer
   */
  Content read(long fromSegment, boolean alive) throws IOException {
    int patience = alive ? MORE_PATIENCE : PATIENCE;
    schemas.clear();
    envelopes = envelopes(); // they remember tables, as long as a relay lives
    Counters counters = new Counters();
    Map<Long, Object> events = new TreeMap<>();
    try (JournalSource source = source(counters, fromSegment)) {
      int nothing = 0;
      while (nothing < patience) {
        JournalSource.Found found = source.next();
        nothing = found == JournalSource.Found.NOTHING ? nothing + 1 : 0;
        switch (found) {
          case CHANGE -> add(events, source.change().position(), records(source));
          case OUTCOME -> add(events, -source.end(), source.outcome());
          case SEGMENT, OTHER, NOTHING -> {}
          case REPLACED -> nothing = patience;
        }
      }
    }
    return new Content(events, damages(fromSegment, patience), counters, quarantined());
  }

  private static void add(Map<Long, Object> events, long position, Object event) {
    if (events.put(position, event) != null) {
      throw new AssertionError("read twice: " + Position.toString(position));
    }
  }

  private JournalSource source(Counters counters, long fromSegment) {
    return new JournalSource(
        journal,
        new StartingPoint(0, Position.NONE, List.of(), false, fromSegment),
        table(new TableSchemas()),
        new Quarantine(new AsideFile(quarantine, Clock.systemUTC()), counters),
        counters,
        this::tick);
  }

  private Function<TableSchema, Table> table(TableSchemas tables) {
    return schema -> {
      Table table = tables.table(schema);
      schemas.putIfAbsent(table, schema);
      return table;
    };
  }

  private long tick() {
    nanos += TimeUnit.SECONDS.toNanos(6);
    return nanos;
  }

  private List<Damage> damages(long fromSegment, int patience) throws IOException {
    List<Damage> damages = new ArrayList<>();
    try (JournalReader reader = JournalReader.open(journal, fromSegment, this::tick)) {
      for (int nothing = 0; nothing < patience; ) {
        JournalReader.Result result = reader.next();
        nothing = result == JournalReader.Result.NOTHING ? nothing + 1 : 0;
        if (result == JournalReader.Result.DAMAGE) {
          damages.add(reader.damage());
        }
      }
    }
    return damages;
  }

  /** Takes out what the quarantine holds, so that the next one begins with an empty one. */
  private Set<String> quarantined() throws IOException {
    Set<String> positions = new HashSet<>();
    if (Files.exists(quarantine)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(quarantine)) {
        for (Path file : files) {
          if (file.toString().endsWith(".jsonl")) {
            ENTRY.<JsonNode>readValues(file.toFile()).readAll().stream()
                .map(entry -> entry.get("position").asText())
                .forEach(positions::add);
          }
          Files.delete(file);
        }
      }
    }
    return positions;
  }

  /** The decoder says what cannot be decoded, an envelope what cannot be delivered. */
  private List<Object> records(JournalSource source) throws IOException {
    Captured captured = source.change();
    if (!source.changeAt(captured.position()).equals(captured.change())) {
      throw new AssertionError("read again it differs");
    }
    List<Object> key = List.of(captured, schemas.get(captured.table()));
    List<Object> records = known.get(key);
    if (records == null) {
      records = records(captured);
      known.putAll(known.size() < KNOWN ? Map.of(key, records) : Map.of());
    }
    return records;
  }

  private List<Object> records(Captured captured) {
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
