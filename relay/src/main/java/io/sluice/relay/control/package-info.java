/** What operators have paused, remembered over restarts. */
package io.sluice.relay.control;
