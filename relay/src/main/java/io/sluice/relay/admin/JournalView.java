package io.sluice.relay.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.sluice.relay.read.JournalIdentity;
import io.sluice.relay.read.RetainedSegments;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.record.SegmentHeader;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The journal as the endpoint shows it. Its names are part of the API; what is not known is left
 * out.
 *
 * @param maxBacklogBytes the trigger's {@code max_backlog}; null if it is too old to say
 * @param sync the trigger's {@code sync}; null if it is too old to say
 * @param trigger that wrote the newest segment; null if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JournalView(
    @JsonProperty("directory") String directory,
    @JsonProperty("segments") Integer segments,
    @JsonProperty("bytes") Long bytes,
    @JsonProperty("max_backlog_bytes") Long maxBacklogBytes,
    @JsonProperty("sync") String sync,
    @JsonProperty("trigger") TriggerView trigger) {

  /** Nothing can be told of it. */
  static JournalView unknown(JournalDirectory journal) {
    return new JournalView(journal.path().toString(), null, null, null, null, null);
  }

  /**
   * Looks at a journal.
   *
   * @throws IOException if it cannot be read
   */
  static JournalView of(JournalDirectory journal) throws IOException {
    List<Long> segments = journal.segments();
    Optional<SegmentHeader> newest = JournalIdentity.newest(journal);
    return new JournalView(
        journal.path().toString(),
        segments.size(),
        journal.size(),
        newest.filter(SegmentHeader::hasMaxBacklog).map(SegmentHeader::getMaxBacklog).orElse(null),
        newest
            .filter(SegmentHeader::hasSync)
            .map(header -> header.getSync().name().toLowerCase(Locale.ROOT))
            .orElse(null),
        newest.isEmpty() ? null : TriggerView.of(newest.get(), toldAt(journal, segments)));
  }

  private static Instant toldAt(JournalDirectory journal, List<Long> segments) throws IOException {
    return RetainedSegments.beganAt(journal, segments.get(segments.size() - 1));
  }
}
