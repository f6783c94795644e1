/**
 * The write-ahead file: how a captured change gets from the database's process to the relay's.
 *
 * <p>A journal is a directory of {@linkplain io.sluice.wal.SegmentFormat segments}. One {@link
 * io.sluice.wal.JournalWriter} appends to it, from any number of threads; any number of {@link
 * io.sluice.wal.JournalReader}s, usually in another process, follow it. Start reading at {@link
 * io.sluice.wal.SegmentFormat}.
 *
 * <p>What may go wrong, and what then holds:
 *
 * <ul>
 *   <li>The writer's process is killed: every append that had returned is in the page cache, and so
 *       in the file.
 *   <li>The machine loses power: with {@link io.sluice.wal.JournalOptions.Sync#GROUP} every append
 *       that had returned is on disk; with {@code PERIODIC} all but those of the last interval.
 *   <li>The disk is full or broken: appends are refused, after a bounded wait; nothing that was
 *       appended is harmed.
 *   <li>Bytes of a file are damaged: a reader reports what it passes over, and where.
 * </ul>
 */
package io.sluice.wal;
