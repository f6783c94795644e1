/**
 * The stage that hands records to Kafka and knows how far they are acknowledged. {@link
 * io.sluice.relay.publish.Publisher} decides, {@link io.sluice.relay.publish.InflightPositions}
 * keeps count, {@link io.sluice.relay.publish.KafkaSender} is all that knows Kafka's producer.
 */
package io.sluice.relay.publish;
