package io.sluice.relay.control;

/**
 * Where a journal ends now.
 *
 * @param journalId which journal
 * @param at right behind its last record, packed, see {@code io.sluice.wal.Position}
 */
public record JournalEnd(long journalId, long at) {}
