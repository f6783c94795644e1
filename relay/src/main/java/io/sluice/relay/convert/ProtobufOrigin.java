package io.sluice.relay.convert;

import com.google.protobuf.ByteString;
import io.sluice.event.Event;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Operation;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.Scope;
import io.sluice.relay.change.Source;
import io.sluice.relay.change.WritetimeKind;
import io.sluice.wal.Position;

/**
 * Says in an {@link Event} what kind of change it is, where it was captured, what became of it.
 *
 * <p>Not thread-safe.
 */
final class ProtobufOrigin {
  private Source source; // of the change before, and what is said of it, as bytes
  private ByteString cluster;
  private ByteString dataCenter;
  private ByteString hostId;

  void set(Event.Builder event, Change change) {
    event
        .setOperation(operation(change.operation()))
        .setScope(scope(change.scope()))
        .setChangeId(ProtobufScalars.bytes(change.id().high(), change.id().low()))
        .setSource(source(change.source(), change.position()))
        .setCapturedAt(change.capturedAtMicros())
        .setWritetime(change.writetime())
        .setWritetimeKind(writetimeKind(change.captured().writetimeKind()))
        .setOutcome(outcome(change.captured().outcome()));
  }

  private Event.Source source(Source now, long position) {
    if (!now.equals(source)) {
      source = now;
      cluster = ByteString.copyFromUtf8(now.cluster());
      dataCenter = ByteString.copyFromUtf8(now.dataCenter());
      hostId = ProtobufScalars.bytes(now.hostId());
    }
    return Event.Source.newBuilder()
        .setClusterBytes(cluster)
        .setDataCenterBytes(dataCenter)
        .setHostId(hostId)
        .setSegment(Position.segment(position))
        .setOffset(Position.offset(position))
        .build();
  }

  private static Event.Operation operation(Operation operation) {
    return switch (operation) {
      case INSERT -> Event.Operation.OPERATION_INSERT;
      case UPDATE -> Event.Operation.OPERATION_UPDATE;
      case DELETE -> Event.Operation.OPERATION_DELETE;
    };
  }

  private static Event.Scope scope(Scope scope) {
    return switch (scope) {
      case ROW -> Event.Scope.SCOPE_ROW;
      case STATIC -> Event.Scope.SCOPE_STATIC;
      case RANGE -> Event.Scope.SCOPE_RANGE;
      case PARTITION -> Event.Scope.SCOPE_PARTITION;
    };
  }

  private static Event.WritetimeKind writetimeKind(WritetimeKind kind) {
    return switch (kind) {
      case STORED -> Event.WritetimeKind.WRITETIME_KIND_STORED;
      case PROPOSED -> Event.WritetimeKind.WRITETIME_KIND_PROPOSED;
      case UNKNOWN -> Event.WritetimeKind.WRITETIME_KIND_UNKNOWN;
    };
  }

  private static Event.Outcome outcome(Outcome outcome) {
    return switch (outcome) {
      case APPLIED -> Event.Outcome.OUTCOME_APPLIED;
      case UNKNOWN -> Event.Outcome.OUTCOME_UNKNOWN;
      case NOT_AWAITED -> Event.Outcome.OUTCOME_NOT_AWAITED;
      case FAILED -> throw new IllegalArgumentException("a write that failed is not delivered");
    };
  }
}
