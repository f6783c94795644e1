/**
 * Gives the changes of conditional writes the writetimes that Cassandra stored, where a destination
 * wants them: {@link io.sluice.relay.restamp.StoredWritetimes} asks Cassandra, {@link
 * io.sluice.relay.restamp.RowRead} is the question, {@link io.sluice.relay.restamp.Ballot} judges
 * the answer.
 */
package io.sluice.relay.restamp;
