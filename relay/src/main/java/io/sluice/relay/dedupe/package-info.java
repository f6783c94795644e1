/** The stage that drops changes which were captured twice. */
package io.sluice.relay.dedupe;
