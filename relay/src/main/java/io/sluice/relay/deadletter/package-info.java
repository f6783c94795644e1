/**
 * What an operator does with changes that were set aside: {@linkplain
 * io.sluice.relay.deadletter.DeadLetterFiles reads} them, and {@linkplain
 * io.sluice.relay.deadletter.Replay sends} them when what was wrong is mended. It works beside a
 * relay that runs, which only ever adds to the files.
 */
package io.sluice.relay.deadletter;
