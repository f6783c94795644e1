package io.sluice.tests.harness;

import io.sluice.sandbox.CassandraNode;

/**
 * A node of a {@link Ring}.
 *
 * @param node to pause, resume, kill, stop and start
 * @param cluster a client that has this node coordinate all that it asks for; so it is in this
 *     node's journal that its changes are
 */
public record Member(CassandraNode node, Cluster cluster) {}
