/**
 * What an operator decides: {@code relay.yaml} and {@code conf.d/*.yaml}, read and checked as a
 * whole by {@link io.sluice.relay.config.RelayConfig#load}. Every key stands in one place: the
 * relay's own in {@code RelayConfigReader}, a destination's in {@code DestinationReader}, a
 * channel's in {@code ChannelReader}, those of the way to Cassandra in {@code CassandraReader}; its
 * default stands beside the record that holds it.
 */
package io.sluice.relay.config;
