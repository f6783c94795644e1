package io.sluice.trigger;

import io.sluice.settings.SettingsException;
import java.util.Collection;
import org.apache.cassandra.db.Mutation;
import org.apache.cassandra.db.partitions.Partition;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.exceptions.CassandraException;
import org.apache.cassandra.exceptions.ConfigurationException;
import org.apache.cassandra.exceptions.InvalidRequestException;
import org.apache.cassandra.triggers.ITrigger;
import org.apache.cassandra.utils.JVMStabilityInspector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Captures every write that clients make to a table:
 *
 * <pre>CREATE TRIGGER sluice ON ks.t USING 'io.sluice.trigger.CaptureTrigger';</pre>
 *
 * <p>Cassandra calls it on the coordinator, on the request's own thread and before the write is
 * applied. It adds no mutations. It throws nothing but what a client should see:
 * OverloadedException if the change can't be captured now, InvalidRequestException if it never can
 * be or if the settings are bad.
 *
 * <p>Cassandra makes instances at its pleasure, several at once and some only to see whether it
 * can; so an instance is nothing, and what they share is set up by the first write.
 */
public final class CaptureTrigger implements ITrigger {
  private static final Logger logger = LoggerFactory.getLogger(CaptureTrigger.class);
  private static final String CREATE_TRIGGER =
      "org.apache.cassandra.cql3.statements.schema.CreateTriggerStatement";

  /** Null if the settings are bad. */
  private static final Capture CAPTURE;

  /** Null if the settings are good. */
  private static final String PROBLEMS;

  static {
    Capture capture = null;
    String problems = null;
    try {
      capture = new Capture(TriggerSettings.load());
    } catch (SettingsException | RuntimeException e) {
      problems = String.valueOf(e.getMessage());
      logger.error(
          "The trigger's settings are bad; writes fail until they are put right and"
              + " `nodetool reloadtriggers` has run. {}",
          problems);
    }
    CAPTURE = capture;
    PROBLEMS = problems;
  }

  /**
   * Called by Cassandra.
   *
   * @throws ConfigurationException in a CREATE TRIGGER statement, if the settings are bad. Its
   *     client is told by Cassandra that the class could not be loaded; the log says why. Elsewhere
   *     it is {@link #augment} that throws: what a constructor throws would not reach the client at
   *     all.
   */
  public CaptureTrigger() {
    if (PROBLEMS != null && isCreatingTrigger()) {
      throw new ConfigurationException(PROBLEMS, false);
    }
  }

  /** Captures the update; returns null always, which means: no further mutations. */
  @Override
  public Collection<Mutation> augment(Partition update) {
    if (CAPTURE == null) {
      throw new InvalidRequestException("Sluice refuses the write. " + PROBLEMS);
    }
    try {
      CAPTURE.take((PartitionUpdate) update);
    } catch (CassandraException e) {
      throw e;
    } catch (Throwable e) {
      // An Error would leave the client without an answer of use, and the node's listeners
      // uncalled.
      JVMStabilityInspector.inspectThrowable(e);
      CAPTURE.failed(e);
    }
    return null;
  }

  private static boolean isCreatingTrigger() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(CREATE_TRIGGER)));
  }
}
