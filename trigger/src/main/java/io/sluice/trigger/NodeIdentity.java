package io.sluice.trigger;

import io.sluice.trigger.encode.UuidBytes;
import io.sluice.trigger.encode.VersionedMembers;
import io.sluice.wal.record.SegmentHeader;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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
    return header
        .setWriteTimeoutMillis((int) DatabaseDescriptor.getWriteRpcTimeout(TimeUnit.MILLISECONDS))
        .build();
  }
}
