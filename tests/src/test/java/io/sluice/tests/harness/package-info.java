/**
 * What the end-to-end tests have in common: the real servers, started once ({@link
 * io.sluice.tests.harness.Servers}), a client for each, and writers that remember what the node
 * acknowledged ({@link io.sluice.tests.harness.Load}).
 */
package io.sluice.tests.harness;
