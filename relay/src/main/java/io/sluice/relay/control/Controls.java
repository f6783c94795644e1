package io.sluice.relay.control;

import io.sluice.relay.config.ChannelConfig;
import io.sluice.relay.config.ChannelKey;
import io.sluice.relay.route.Lane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What operators have paused, and the queues that came of it. What a method that changes something
 * returned from is on disk; if it throws, nothing has changed. For many threads.
 */
public final class Controls {
  private final Path file;
  private volatile State state;
  private int given; // guarded by this

  /**
   * All that is kept.
   *
   * @param lanes how many there ever were
   */
  record State(
      int lanes, Map<String, Switches> destinations, Map<ChannelKey, ChannelControl> channels) {
    static final State NONE = new State(0, Map.of(), Map.of());
  }

  private Controls(Path file, State state) {
    this.file = file;
    this.state = state;
  }

  /**
   * Reads them.
   *
   * @param file need not exist
   * @throws IOException if it cannot be read; its message is for the operator
   */
  public static Controls open(Path file) throws IOException {
    return new Controls(file, ControlsFile.read(file));
  }

  /** What is paused of a destination by command. */
  public Switches of(String destination) {
    return state.destinations.getOrDefault(destination, Switches.NONE);
  }

  /** Channels to a destination of which anything was told, whether they still are or not. */
  public List<ChannelKey> channelsTo(String destination) {
    return state.channels.keySet().stream()
        .filter(channel -> channel.destination().equals(destination))
        .toList();
  }

  /** What was told of a channel. */
  public ChannelControl of(ChannelKey channel) {
    return state.channels.getOrDefault(channel, ChannelControl.NONE);
  }

  /** Whether what it takes is to be sent, as far as that is its own and not its destination's. */
  public boolean isTransmitting(ChannelConfig channel) {
    return channel.transmissionEnabled() && !of(channel.key()).paused().transmission();
  }

  /** Whether it is to take what is written now. */
  public boolean isCollecting(ChannelConfig channel) {
    return channel.collectionEnabled()
        && !of(channel.key()).paused().collection()
        && !of(channel.destination()).collection();
  }

  /** Pauses, or resumes, a destination. */
  public synchronized void change(String destination, UnaryOperator<Switches> change)
      throws IOException {
    Map<String, Switches> destinations = new LinkedHashMap<>(state.destinations);
    destinations.put(destination, change.apply(of(destination)));
    destinations.values().removeIf(Switches.NONE::equals);
    put(new State(state.lanes, destinations, state.channels));
  }

  /** Pauses, or resumes, a channel. */
  public void change(ChannelKey channel, UnaryOperator<Switches> change) throws IOException {
    update(channel, control -> control.withPaused(change.apply(control.paused())));
  }

  /** Has its changes dropped, or taken again, from there on. */
  public void collect(ChannelKey channel, boolean collects, JournalEnd from) throws IOException {
    update(channel, control -> control.collecting(collects, from));
  }

  /** Has all its changes dropped that stand before the end. */
  public void truncate(ChannelKey channel, JournalEnd end) throws IOException {
    update(channel, control -> control.truncated(end));
  }

  /** A number for a lane, another one each time: of a try that failed something may be left. */
  public synchronized int nextLane() {
    given = Math.max(given, state.lanes) + 1;
    return given;
  }

  /** Gives a channel a lane, which has a number by {@link #nextLane}. */
  public synchronized void add(ChannelKey channel, Lane lane) throws IOException {
    put(new State(lane.number(), state.destinations, with(channel, of(channel).withLane(lane))));
  }

  /** Of a destination that is no more, with all channels: new ones of the same names begin anew. */
  public synchronized void forget(String destination) throws IOException {
    Map<String, Switches> destinations = new LinkedHashMap<>(state.destinations);
    destinations.remove(destination);
    Map<ChannelKey, ChannelControl> channels = new LinkedHashMap<>(state.channels);
    channels.keySet().removeIf(channel -> channel.destination().equals(destination));
    put(new State(state.lanes, destinations, channels));
  }

  /** Of a channel that is no more: a new one of the same key begins anew. */
  public synchronized void forget(ChannelKey channel) throws IOException {
    put(new State(state.lanes, state.destinations, with(channel, ChannelControl.NONE)));
  }

  private synchronized void update(ChannelKey channel, UnaryOperator<ChannelControl> change)
      throws IOException {
    put(new State(state.lanes, state.destinations, with(channel, change.apply(of(channel)))));
  }

  private Map<ChannelKey, ChannelControl> with(ChannelKey channel, ChannelControl control) {
    Map<ChannelKey, ChannelControl> channels = new LinkedHashMap<>(state.channels);
    channels.put(channel, control);
    channels.values().removeIf(ChannelControl.NONE::equals);
    return channels;
  }

  private void put(State next) throws IOException {
    if (!next.equals(state)) {
      ControlsFile.write(file, next);
      state = next;
    }
  }
}
