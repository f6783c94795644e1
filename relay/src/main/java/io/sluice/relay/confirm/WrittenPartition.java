package io.sluice.relay.confirm;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.sluice.relay.change.Captured;
import io.sluice.wal.record.PartitionChange;
import java.io.IOException;
import java.util.UUID;

/** What a captured update writes to: a partition of a table. */
record WrittenPartition(UUID table, ByteString key) {
  private static final int KEY_TAG =
      PartitionChange.PARTITION_KEY_FIELD_NUMBER << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;

  static WrittenPartition of(Captured captured) {
    return new WrittenPartition(captured.table().id(), key(captured.change()));
  }

  /**
   * The trigger writes the key first, so nothing else is parsed. It is copied, so as not to keep
   * the whole update in memory. Of what is no update it is empty: the decoder will say so.
   */
  private static ByteString key(ByteString change) {
    try {
      CodedInputStream input = change.newCodedInput();
      return input.readTag() == KEY_TAG ? input.readBytes() : ByteString.EMPTY;
    } catch (IOException e) {
      return ByteString.EMPTY;
    }
  }
}
