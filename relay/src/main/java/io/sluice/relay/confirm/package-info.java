/**
 * The stage between reading and decoding: {@link io.sluice.relay.confirm.Confirmation} holds every
 * captured write until its outcome is known.
 */
package io.sluice.relay.confirm;
