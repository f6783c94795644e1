package io.sluice.relay.change;

/** A header of a Kafka record; its value is sent as UTF-8 text. */
public record Header(String name, String value) {}
