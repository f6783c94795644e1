/**
 * Real servers as child JVMs: a Cassandra node, a Kafka broker and the relay, started from what
 * Maven resolved and built, for the quick start, the end-to-end tests and the benchmarks.
 *
 * <p>Start reading at {@link io.sluice.sandbox.Sandbox}. Nothing here is for production.
 */
package io.sluice.sandbox;
