/** What operators and their tools ask a relay over HTTP. */
package io.sluice.relay.admin;
