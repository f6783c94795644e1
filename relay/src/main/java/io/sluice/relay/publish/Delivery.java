package io.sluice.relay.publish;

import io.sluice.relay.change.Header;
import io.sluice.relay.change.Outgoing;

/** One record on its way, from the frame at {@code position}. For the publisher's thread. */
final class Delivery {
  private static final int OVERHEAD = 200; // objects around the bytes, roughly

  final Outgoing record;
  final long position;
  final int bytes;
  private boolean last;
  private boolean acknowledged;
  private boolean setAside;

  Delivery(Outgoing record, long position) {
    this.record = record;
    this.position = position;
    this.bytes = size(record);
  }

  /** Whether no more records come from the frame. */
  boolean isLast() {
    return last;
  }

  void setLast() {
    last = true;
  }

  /** Acknowledged, or set aside. */
  boolean isSettled() {
    return acknowledged || setAside;
  }

  void setAcknowledged(boolean acknowledged) {
    this.acknowledged = acknowledged;
  }

  /** Whether it is a dead letter: it is not sent again, whatever becomes of those around it. */
  boolean isSetAside() {
    return setAside;
  }

  void setAside() {
    setAside = true;
  }

  private static int size(Outgoing record) {
    int size = OVERHEAD + length(record.key()) + length(record.value());
    for (Header header : record.headers()) {
      size += header.name().length() + header.bytes().length;
    }
    return size;
  }

  private static int length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }
}
