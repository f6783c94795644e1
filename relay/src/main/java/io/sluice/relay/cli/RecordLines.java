package io.sluice.relay.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.relay.change.UndeliverableChangeException;
import io.sluice.relay.convert.ConnectFormat;
import io.sluice.relay.convert.FlatEnvelope;
import io.sluice.relay.decode.Decoder;
import io.sluice.relay.read.JournalWalk;
import io.sluice.wal.Damage;
import io.sluice.wal.Position;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.connect.json.JsonConverter;

/** A journal's records as lines for people, or for programs. For one thread. */
final class RecordLines implements JournalWalk.Visitor {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> SCHEMALESS = Map.of("schemas.enable", "false");

  private final boolean json;
  private final boolean values;
  private final Optional<String> keyspace;
  private final Optional<String> table;
  private final Decoder decoder = new Decoder();
  private final FlatEnvelope envelope = new FlatEnvelope(format(true), format(false));
  private long position;
  private List<String> last = List.of();

  /**
   * Lines of none yet.
   *
   * @param values whether to show what columns and keys hold
   * @param keyspace only changes of this one, if given
   * @param table only changes of this one, if given
   */
  RecordLines(boolean json, boolean values, Optional<String> keyspace, Optional<String> table) {
    this.json = json;
    this.values = values;
    this.keyspace = keyspace;
    this.table = table;
  }

  private static ConnectFormat format(boolean key) {
    JsonConverter converter = new JsonConverter();
    converter.configure(SCHEMALESS, key);
    return ConnectFormat.of("JsonConverter", converter, SCHEMALESS, Duration.ZERO);
  }

  /** Where the record stands that was visited last. */
  long position() {
    return position;
  }

  /** The lines of the record that was visited last; none if it is not asked for. */
  List<String> last() {
    return last;
  }

  @Override
  public void change(Captured captured) throws JsonProcessingException {
    position = captured.position();
    last = isWanted(captured.table()) ? lines(captured) : List.of();
  }

  private boolean isWanted(Table changed) {
    return keyspace.map(changed.keyspace()::equals).orElse(true)
        && table.map(changed.name()::equals).orElse(true);
  }

  private List<String> lines(Captured captured) throws JsonProcessingException {
    List<String> lines = new ArrayList<>();
    try {
      for (Change change : decoder.decode(captured)) {
        lines.add(line(change(change)));
      }
    } catch (UndecodableChangeException e) {
      lines.add(line(undecodable(e.getMessage())));
    }
    return lines;
  }

  private Map<String, Object> change(Change change) {
    Map<String, Object> fields = fields("change");
    fields.put("captured_at", time(change.capturedAtMicros()));
    fields.put("keyspace", change.table().keyspace());
    fields.put("table", change.table().name());
    fields.put("operation", change.operation().name());
    fields.put("scope", change.scope().name().toLowerCase(Locale.ROOT));
    fields.put("writetime", change.writetime());
    if (values) {
      putValues(fields, change);
    }
    return fields;
  }

  private void putValues(Map<String, Object> fields, Change change) {
    try {
      Outgoing outgoing = envelope.wrap(change, "");
      fields.put("key", raw(outgoing.key()));
      fields.put("value", raw(outgoing.value()));
    } catch (UndeliverableChangeException e) {
      fields.put("problem", e.getMessage());
    }
  }

  private static Object raw(byte[] text) {
    return text == null ? null : new RawValue(new String(text, StandardCharsets.UTF_8));
  }

  @Override
  public void other(long at, WalRecord record) throws JsonProcessingException {
    position = at;
    last = keyspace.isPresent() || table.isPresent() ? List.of() : List.of(line(other(record)));
  }

  private Map<String, Object> other(WalRecord record) {
    Map<String, Object> fields = fields(record.getRecordCase().name().toLowerCase(Locale.ROOT));
    switch (record.getRecordCase()) {
      case HEADER -> {
        fields.put("host_version", record.getHeader().getCassandraVersion());
        fields.put("trigger_version", record.getHeader().getTriggerVersion());
      }
      case SCHEMA -> {
        fields.put("keyspace", record.getSchema().getKeyspace());
        fields.put("table", record.getSchema().getTable());
      }
      case OUTCOME -> {
        fields.put("outcome", record.getOutcome().getKind().name().toLowerCase(Locale.ROOT));
        fields.put(
            "of", record.getOutcome().getPositionList().stream().map(Position::toString).toList());
      }
      case GAP -> {
        fields.put("changes", record.getGap().getChanges());
        fields.put("first_at", time(record.getGap().getFirstAt()));
        fields.put("last_at", time(record.getGap().getLastAt()));
        fields.put("reason", record.getGap().getReason());
      }
      default -> {}
    }
    return fields;
  }

  @Override
  public void damage(Damage damage) throws JsonProcessingException {
    position = damage.from();
    Map<String, Object> fields = fields("damage");
    fields.put("to", Position.toString(damage.to()));
    fields.put("reason", damage.message());
    last = List.of(line(fields));
  }

  @Override
  public void undecodable(long at, String reason) throws IOException {
    position = at;
    last = List.of(line(undecodable(reason)));
  }

  private Map<String, Object> undecodable(String reason) {
    Map<String, Object> fields = fields("undecodable");
    fields.put("reason", reason);
    return fields;
  }

  private Map<String, Object> fields(String kind) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("position", Position.toString(position));
    fields.put("kind", kind);
    return fields;
  }

  private String line(Map<String, Object> fields) throws JsonProcessingException {
    return json
        ? JSON.writeValueAsString(fields)
        : fields.values().stream().map(RecordLines::text).collect(Collectors.joining("  "));
  }

  private static String text(Object value) {
    return String.valueOf(value instanceof RawValue raw ? raw.rawValue() : value);
  }

  private static String time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
