package io.sluice.relay.config;

import java.util.Optional;

/**
 * Which tables' changes go to a destination.
 *
 * @param dataCenter the node's; empty: any
 * @param keyspace name, {@code *} stands for any letters
 * @param table name, {@code *} stands for any letters
 */
public record ChannelConfig(
    Optional<String> dataCenter, String keyspace, String table, String destination) {}
