package io.sluice.relay.convert;

import io.sluice.event.Event;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Deletion;
import io.sluice.relay.change.Liveness;

/** Makes the parts of an {@link Event} that say when something was written or deleted. */
final class ProtobufCells {
  private ProtobufCells() {}

  /**
   * A cell.
   *
   * @throws RuntimeException if it has a value that is none of the reader's type
   */
  static Event.Cell of(Cell cell, ProtobufReader<?> reader) {
    Event.Cell.Builder event = times(cell);
    return cell.tombstone() ? event.build() : event.setValue(reader.read(cell.value())).build();
  }

  /** The cell of an element of a set, whose path is its value. */
  static Event.Cell withoutValue(Cell cell) {
    return times(cell).build();
  }

  private static Event.Cell.Builder times(Cell cell) {
    Event.Cell.Builder event = Event.Cell.newBuilder().setWritetime(cell.timestamp());
    if (cell.tombstone()) {
      event.setDeleted(true).setDeletedAt(cell.localDeletionTime());
    } else if (cell.ttl() > 0) {
      event.setTtl(cell.ttl()).setExpiresAt(cell.localDeletionTime());
    }
    return event;
  }

  static Event.Liveness of(Liveness liveness) {
    Event.Liveness.Builder event = Event.Liveness.newBuilder().setWritetime(liveness.timestamp());
    if (liveness.ttl() > 0) {
      event.setTtl(liveness.ttl()).setExpiresAt(liveness.localExpirationTime());
    }
    return event.build();
  }

  static Event.Deletion of(Deletion deletion) {
    return Event.Deletion.newBuilder()
        .setWritetime(deletion.timestamp())
        .setDeletedAt(deletion.localDeletionTime())
        .build();
  }
}
