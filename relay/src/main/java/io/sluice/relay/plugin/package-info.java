/** Converters that are no part of the relay, each with class loaders of its own. */
package io.sluice.relay.plugin;
