package io.sluice.trigger;

/**
 * What the trigger of this node has done since it was loaded; {@value #NAME} in JMX. Alert on
 * {@link #getRefusedAppends} and {@link #getDiscardedChanges} growing, and on {@link
 * #getBacklogBytes} nearing {@code max_backlog}.
 */
public interface CaptureTriggerMBean {
  String NAME = "io.sluice:type=CaptureTrigger";

  /** Changes written into the journal: one for each partition of a table that a write touched. */
  long getCapturedChanges();

  /** Bytes of these changes' records. */
  long getCapturedBytes();

  /** Changes that the journal had no room for, or that could not be captured at all. */
  long getRefusedAppends();

  /** Those of the refused whose write went on: the changes are lost. */
  long getDiscardedChanges();

  /** Captured changes whose write succeeded. */
  long getOutcomesApplied();

  /** Captured changes whose write failed for certain: they never reach a destination. */
  long getOutcomesFailed();

  /** Captured changes of which Cassandra itself can't tell: timeouts, failures of replicas. */
  long getOutcomesUnknown();

  /** Captured changes whose outcome found no room in the journal; to the relay it is unknown. */
  long getOutcomesDropped();

  /** Bytes of all segments in the journal directory; -1 if it is not open or not readable. */
  long getBacklogBytes();

  /** Segments in the journal directory; -1 if it is not open or not readable. */
  int getSegments();

  /** The last thing that went wrong; empty if nothing did. */
  String getLastError();

  String getJournalDirectory();

  /** {@code periodic} or {@code group}. */
  String getSyncMode();

  String getVersion();
}
