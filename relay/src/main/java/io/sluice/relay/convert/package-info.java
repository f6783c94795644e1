/**
 * The stage that makes a Kafka record of a change. Values are decoded by the driver's codecs and
 * handed to Kafka Connect converters, as objects of named fields ({@link
 * org.apache.kafka.connect.data.Struct}s with the table's whole schema) or, for JSON without
 * schemas and of all envelopes but {@code debezium}, as plain maps with only the fields that there
 * are. {@link io.sluice.relay.convert.ProtobufEnvelope} needs no converter.
 *
 * <p>{@link io.sluice.relay.convert.FlatEnvelope} and {@link
 * io.sluice.relay.convert.ChangeEnvelope} say what a record looks like, {@link
 * io.sluice.relay.convert.ValueReaders} what a value of each CQL type looks like, and {@link
 * io.sluice.relay.convert.ComplexReader} what a change of a non-frozen collection looks like.
 */
package io.sluice.relay.convert;
