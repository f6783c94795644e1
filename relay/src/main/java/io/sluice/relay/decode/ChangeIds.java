package io.sluice.relay.decode;

import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.sluice.relay.change.Captured;
import io.sluice.relay.change.ChangeId;
import io.sluice.relay.change.Table;
import java.nio.ByteBuffer;

/**
 * Numbers the changes of one update. An id is a 128-bit digest of the table (its id, and its
 * version, since that says which column an index in the bytes means) and of the captured bytes, to
 * which the number of the change in the update is added. What differs between two copies of one
 * mutation, clocks and positions, has no part in it.
 */
final class ChangeIds {
  private static final HashFunction MURMUR = Hashing.murmur3_128();

  /** Odd, so that the low half runs through all of its values before it repeats one. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private final long high;
  private long nextLow;

  ChangeIds(Captured captured) {
    ByteBuffer digest = ByteBuffer.wrap(digest(captured).asBytes());
    high = digest.getLong();
    nextLow = digest.getLong();
  }

  private static HashCode digest(Captured captured) {
    Table table = captured.table();
    Hasher hasher = MURMUR.newHasher();
    hasher.putLong(table.id().getMostSignificantBits());
    hasher.putLong(table.id().getLeastSignificantBits());
    hasher.putLong(table.version());
    hasher.putBytes(captured.change().asReadOnlyByteBuffer());
    return hasher.hash();
  }

  /** The id of the next change of the update; the first call gives the first one's. */
  ChangeId next() {
    ChangeId id = new ChangeId(high, nextLow);
    nextLow += STEP;
    return id;
  }
}
