/**
 * What an operator gets to know, whichever stage it comes from: {@linkplain
 * io.sluice.relay.report.Counter counters}, failures that repeat, and {@linkplain
 * io.sluice.relay.report.AsideFile files} of what was set aside. Record contents never reach the
 * log.
 */
package io.sluice.relay.report;
