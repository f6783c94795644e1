/**
 * The stage that makes {@link io.sluice.relay.change.Change}s of captured bytes. It looks nothing
 * up: the schema that a change needs stands before it in the write-ahead file.
 */
package io.sluice.relay.decode;
