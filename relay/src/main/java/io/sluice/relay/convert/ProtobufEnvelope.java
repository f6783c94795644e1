package io.sluice.relay.convert;

import io.sluice.relay.change.Change;
import io.sluice.relay.change.Outgoing;

/** Makes records of the envelope {@code protobuf}. */
public final class ProtobufEnvelope implements Envelope {
  public ProtobufEnvelope() {}

  @Override
  public Outgoing wrap(Change change, String topic) {
    throw new UnsupportedOperationException("not on this branch yet");
  }
}
