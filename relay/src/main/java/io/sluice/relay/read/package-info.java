/**
 * The first stage: {@link io.sluice.relay.read.JournalSource} follows a node's write-ahead file
 * from where a destination stands and hands on captured changes; what cannot be read goes to the
 * {@link io.sluice.relay.read.Quarantine}.
 */
package io.sluice.relay.read;
