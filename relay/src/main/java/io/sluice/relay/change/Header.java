package io.sluice.relay.change;

import java.nio.charset.StandardCharsets;

/** A header of a Kafka record; its value is sent as UTF-8 text. Immutable: may be shared. */
public final class Header {
  private final String name;
  private final String value;
  private final byte[] bytes;

  public Header(String name, String value) {
    this.name = name;
    this.value = value;
    this.bytes = value.getBytes(StandardCharsets.UTF_8);
  }

  public String name() {
    return name;
  }

  public String value() {
    return value;
  }

  /** The value as it is sent. Not a copy: whoever sends it must not write to it. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Header header && name.equals(header.name) && value.equals(header.value);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + value.hashCode();
  }

  @Override
  public String toString() {
    return name + "=" + value;
  }
}
