/**
 * The whole way of a change, from a statement to a record: a real Cassandra node with the trigger's
 * jar in it, the relay as a process of its own, a real Kafka broker. A test says what is written
 * and what arrives; {@link io.sluice.tests.harness} is how.
 *
 * <p>Everything runs as it is packaged. So to run one class, build first: {@code mvn install
 * -DskipTests}, then {@code mvn verify -pl tests -Dit.test=RecordIT}.
 *
 * <p>No test sleeps. That something does not come is shown by something that was written later and
 * came.
 */
package io.sluice.tests;
