package io.sluice.trigger;

import io.sluice.wal.JournalStatistics;
import io.sluice.wal.record.Outcome;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** What JMX shows. Registered by the owner of the journal in the place of the owner before. */
final class CaptureBean implements CaptureTriggerMBean {
  private static final int UNKNOWN = -1;

  private final String syncMode;
  private final CaptureMetrics metrics;
  private final OwnedJournal journal;

  CaptureBean(TriggerSettings settings, CaptureMetrics metrics, OwnedJournal journal) {
    this.syncMode = settings.journal().sync().name().toLowerCase(Locale.ROOT);
    this.metrics = metrics;
    this.journal = journal;
  }

  /** A bean that can't be registered is told as an error, but captures go on. */
  void register() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName name = new ObjectName(NAME);
      if (server.isRegistered(name)) {
        server.unregisterMBean(name);
      }
      server.registerMBean(new StandardMBean(this, CaptureTriggerMBean.class), name);
    } catch (JMException e) {
      metrics.failed("the JMX bean " + NAME + " cannot be registered: " + e, e);
    }
  }

  @Override
  public long getCapturedChanges() {
    return metrics.changes();
  }

  @Override
  public long getCapturedBytes() {
    return metrics.bytes();
  }

  @Override
  public long getRefusedAppends() {
    return metrics.refused();
  }

  @Override
  public long getDiscardedChanges() {
    return metrics.discardedChanges();
  }

  @Override
  public long getOutcomesApplied() {
    return metrics.resolved(Outcome.Kind.APPLIED);
  }

  @Override
  public long getOutcomesFailed() {
    return metrics.resolved(Outcome.Kind.FAILED);
  }

  @Override
  public long getOutcomesUnknown() {
    return metrics.resolved(Outcome.Kind.UNKNOWN);
  }

  @Override
  public long getOutcomesDropped() {
    return metrics.outcomesDropped();
  }

  @Override
  public long getBacklogBytes() {
    return journal.statistics().map(JournalStatistics::backlogBytes).orElse((long) UNKNOWN);
  }

  @Override
  public int getSegments() {
    return journal.statistics().map(JournalStatistics::segments).orElse(UNKNOWN);
  }

  @Override
  public String getLastError() {
    return metrics.lastError();
  }

  @Override
  public String getJournalDirectory() {
    return journal.directory().toString();
  }

  @Override
  public String getSyncMode() {
    return syncMode;
  }

  @Override
  public String getVersion() {
    return TriggerVersion.get();
  }
}
