package io.sluice.relay.convert;

import io.sluice.relay.change.Change;
import io.sluice.relay.change.Outgoing;

/** Makes records of the envelope {@code change}. */
public final class ChangeEnvelope implements Envelope {
  public ChangeEnvelope(ConnectFormat keyFormat, ConnectFormat valueFormat) {}

  @Override
  public Outgoing wrap(Change change, String topic) {
    throw new UnsupportedOperationException("not on this branch yet");
  }
}
