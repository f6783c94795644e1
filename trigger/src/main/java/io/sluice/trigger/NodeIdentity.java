package io.sluice.trigger;

import io.sluice.trigger.encode.UuidBytes;
import io.sluice.trigger.encode.VersionedMembers;
import io.sluice.wal.record.SegmentHeader;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.cassandra.config.DatabaseDescriptor;
import org.apache.cassandra.service.StorageService;
import org.apache.cassandra.utils.FBUtilities;

/**
 * Says who writes: asked of Cassandra when a journal is opened, by when the node serves clients.
 */
final class NodeIdentity {
  private NodeIdentity() {}

  /** For a new writer: each call gives another {@code writer_id}. */
  static SegmentHeader header() {
    SegmentHeader.Builder header = SegmentHeader.newBuilder();
    header.setCluster(DatabaseDescriptor.getClusterName());
    header.setHostId(UuidBytes.of(StorageService.instance.getLocalHostUUID()));
    header.setDataCenter(DatabaseDescriptor.getLocalDataCenter());
    header.setRack(VersionedMembers.localRack());
    header.setCassandraVersion(FBUtilities.getReleaseVersionString());
    header.setTriggerVersion(TriggerVersion.get());
    header.setJournalId(UUID.randomUUID().getMostSignificantBits());
    header.setWriterId(UUID.randomUUID().getMostSignificantBits());
    return header.setWriteTimeoutMillis((int) longestTimeoutMillis()).build();
  }

  /**
   * The longest of the timeouts that a write may run into, of whatever kind it is. Cassandra counts
   * them all from the request's start, not from each step or attempt, so an attempt of a
   * conditional write, which may be followed by others that read and propose again, is over within
   * this and the short pause between two attempts. Twice of it leaves room for that, for the
   * blocking read repair of such a write, and for a busy node.
   */
  static long longestTimeoutMillis() {
    return LongStream.of(
            DatabaseDescriptor.getWriteRpcTimeout(TimeUnit.MILLISECONDS),
            DatabaseDescriptor.getCounterWriteRpcTimeout(TimeUnit.MILLISECONDS),
            DatabaseDescriptor.getCasContentionTimeout(TimeUnit.MILLISECONDS),
            DatabaseDescriptor.getReadRpcTimeout(TimeUnit.MILLISECONDS)) // of a conditional write
        .max()
        .getAsLong();
  }
}
