/**
 * What runs inside the database: one call for every write, between the client and the commit log.
 * Nothing here may block for long, crash the node or log what clients write.
 *
 * <p>Start reading at {@link io.sluice.trigger.CaptureTrigger}. {@link io.sluice.trigger.Capture}
 * is what a write goes through; {@link io.sluice.trigger.JournalHandover} is what happens when the
 * jar is replaced in a running node; {@link io.sluice.trigger.Verdict} is what is known of a write
 * when it has ended.
 */
package io.sluice.trigger;
