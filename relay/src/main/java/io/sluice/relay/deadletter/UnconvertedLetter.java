package io.sluice.relay.deadletter;

import com.google.protobuf.ByteString;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.Source;
import io.sluice.relay.change.Table;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.relay.change.UndeliverableChangeException;
import io.sluice.relay.decode.Decoder;
import io.sluice.relay.decode.TableSchemas;
import io.sluice.wal.Position;
import io.sluice.wal.record.TableSchema;
import java.io.IOException;
import java.util.UUID;

/** Makes changes again of dead letters that hold no record, but an update and its table. */
final class UnconvertedLetter {
  private final TableSchemas schemas = new TableSchemas();
  private final Decoder decoder = new Decoder();

  /**
   * The change that could not be converted.
   *
   * @throws UndeliverableChangeException if the entry does not hold it
   */
  Change change(DeadLetter letter) {
    try {
      String id = letter.text("change_id");
      return decoder.decode(captured(letter)).stream()
          .filter(change -> change.id().toString().equals(id))
          .findFirst()
          .orElseThrow(() -> new IOException("its update has no change " + id));
    } catch (IOException | UndecodableChangeException | IllegalArgumentException e) {
      throw new UndeliverableChangeException("the entry is damaged", e);
    }
  }

  private Captured captured(DeadLetter letter) throws IOException {
    return new Captured(
        position(letter.position()),
        position(letter.text("first_position")),
        letter.number("captured_at_micros"),
        letter.number("now_in_seconds"),
        table(letter),
        new Source(
            letter.text("cluster"),
            letter.text("data_center"),
            UUID.fromString(letter.text("host_id"))),
        ByteString.copyFrom(required(letter, "update")),
        Outcome.valueOf(letter.text("outcome")),
        letter.flag("conditional"));
  }

  private Table table(DeadLetter letter) throws IOException {
    return schemas.table(TableSchema.parseFrom(required(letter, "schema")));
  }

  private static byte[] required(DeadLetter letter, String field) throws IOException {
    byte[] bytes = letter.bytes(field);
    if (bytes == null) {
      throw new IOException("it has no " + field);
    }
    return bytes;
  }

  /** From {@code segment:offset}. */
  private static long position(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("no position");
    }
    return Position.of(
        Long.parseLong(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
  }
}
