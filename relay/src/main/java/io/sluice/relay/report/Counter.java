package io.sluice.relay.report;

/**
 * What is counted for each destination since the relay started. Alert on any growth of {@link
 * #DEAD_LETTERS}, {@link #HALTS}, {@link #QUARANTINED}, {@link #UNREADABLE_SEGMENTS}, {@link
 * #GAPS}, {@link #MISSING} and {@link #MISSING_SEGMENTS}: changes did not reach the topic.
 */
public enum Counter {
  DELIVERED("Kafka records acknowledged"),
  APPLIED("captured writes that Cassandra applied"),
  DROPPED("captured writes that failed for certain, and are not delivered"),
  UNKNOWN("captured writes whose outcome is unknown: delivered, and marked as such"),
  DUPLICATES("changes dropped because the same change was seen within the dedupe window"),
  UNROUTED("captured updates of tables that no channel leads to this destination"),
  NOT_COLLECTED(
      "captured updates passed over: their channel's collection is off, or it was truncated"),
  DEAD_LETTERS("changes that can never be delivered, kept in the dead-letter files"),
  HALTS("records that were no dead letters, since all of their topic or table were refused"),
  QUARANTINED("frames that cannot be read or decoded, kept in the quarantine files"),
  GAPS("records by which the trigger says that it could not capture changes"),
  LOST_CHANGES("changes that were not captured, as far as those records know"),
  UNREADABLE_SEGMENTS("segments that cannot be read at all, kept whole in the quarantine"),
  MISSING_SEGMENTS("segments that are gone though they had not been read"),
  MISSING("captured updates that were yet to be delivered and are gone from the journal"),
  UNKNOWN_RECORDS("records of a kind that this version does not know; passed over"),
  RESENT("Kafka records sent again after the producer failed: possible duplicates"),
  SEND_FAILURES("failed attempts to hand records to Kafka"),
  FENCED(
      "times that Kafka undid a transaction, because another relay had begun with the same journal,"
          + " or it lasted longer than transaction.timeout.ms"),
  RESTARTS("times the pipeline failed and began again at its last position");

  private final String meaning;

  Counter(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
