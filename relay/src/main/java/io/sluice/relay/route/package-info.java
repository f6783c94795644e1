/** The stage that finds the topic of a change, or that a destination does not take it. */
package io.sluice.relay.route;
