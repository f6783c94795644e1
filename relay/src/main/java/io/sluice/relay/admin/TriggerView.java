package io.sluice.relay.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.protobuf.ByteString;
import io.sluice.wal.record.SegmentHeader;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * The trigger of the journal's node as the endpoint shows it: what it wrote into the newest segment
 * when it made that. Its names are part of the API; of a trigger that is too old to count there are
 * no figures.
 *
 * @param toldAt when that was: an instant, as ISO 8601 has it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TriggerView(
    @JsonProperty("version") String version,
    @JsonProperty("cassandra_version") String cassandraVersion,
    @JsonProperty("cluster") String cluster,
    @JsonProperty("data_center") String dataCenter,
    @JsonProperty("host_id") String hostId,
    @JsonProperty("told_at") String toldAt,
    @JsonProperty("captured") Long captured,
    @JsonProperty("captured_bytes") Long capturedBytes,
    @JsonProperty("refused") Long refused,
    @JsonProperty("discarded") Long discarded) {

  static TriggerView of(SegmentHeader header, Instant toldAt) {
    return new TriggerView(
        header.getTriggerVersion(),
        header.getCassandraVersion(),
        header.getCluster(),
        header.getDataCenter(),
        hostId(header.getHostId()),
        toldAt.toString(),
        header.hasCapturedChanges() ? header.getCapturedChanges() : null,
        header.hasCapturedBytes() ? header.getCapturedBytes() : null,
        header.hasRefusedChanges() ? header.getRefusedChanges() : null,
        header.hasDiscardedChanges() ? header.getDiscardedChanges() : null);
  }

  private static String hostId(ByteString bytes) {
    if (bytes.size() != 2 * Long.BYTES) {
      return ""; // the reader of its changes says that this is wrong
    }
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
    return new UUID(buffer.getLong(), buffer.getLong()).toString();
  }
}
