package io.sluice.relay.checkpoint;

/**
 * Where a destination stands: every change before the position is delivered, or set aside, or was
 * not meant for it.
 *
 * @param journalId which journal the position is of; 0: of none yet, so whatever journal comes is
 *     to be read from its beginning
 * @param position packed, see {@code io.sluice.wal.Position}
 */
public record Checkpoint(long journalId, long position) {}
