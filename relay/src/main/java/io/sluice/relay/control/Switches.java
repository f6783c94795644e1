package io.sluice.relay.control;

/**
 * What is paused of a destination or a channel.
 *
 * @param collection whether its changes are passed over
 * @param transmission whether they are kept, and not sent
 */
public record Switches(boolean collection, boolean transmission) {
  /** Nothing is. */
  public static final Switches NONE = new Switches(false, false);

  /** With what another one has paused too. */
  public Switches and(Switches more) {
    return new Switches(collection || more.collection, transmission || more.transmission);
  }

  /** Without what another one has. */
  public Switches without(Switches less) {
    return new Switches(collection && !less.collection, transmission && !less.transmission);
  }
}
