/**
 * From a PartitionUpdate to the bytes of a record: what the trigger does for every write.
 *
 * <p>Start reading at {@link io.sluice.trigger.encode.PartitionEncoder}.
 */
package io.sluice.trigger.encode;
