/**
 * Whether a consumer that knows nothing but the records of the envelope {@code change} ends up with
 * the tables that the node has. {@link io.sluice.tests.replay.Generator} makes up statements,
 * {@link io.sluice.tests.replay.Replica} replays the records, {@link
 * io.sluice.tests.replay.NodeTables} asks the node, {@link io.sluice.tests.replay.Snapshot}
 * compares the two.
 *
 * <p>Values are compared as bytes: the node's as its answer has them, the record's as the driver's
 * codecs write what the JSON says.
 */
package io.sluice.tests.replay;
