/**
 * Where each destination stands, kept through crashes: {@link
 * io.sluice.relay.checkpoint.CheckpointFile}; and the directory that belongs to one relay at a
 * time: {@link io.sluice.relay.checkpoint.StateDirectory}.
 */
package io.sluice.relay.checkpoint;
