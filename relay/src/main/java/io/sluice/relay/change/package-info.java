/**
 * The model that the stages hand to each other: a {@link io.sluice.relay.change.Captured} frame,
 * the {@link io.sluice.relay.change.Change}s it decodes to, and the {@link
 * io.sluice.relay.change.Outgoing} record that each becomes. Immutable, and free of I/O.
 */
package io.sluice.relay.change;
