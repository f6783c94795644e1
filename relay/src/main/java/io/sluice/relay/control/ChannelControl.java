package io.sluice.relay.control;

import io.sluice.relay.route.Lane;
import io.sluice.relay.route.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a channel by what operators told.
 *
 * @param lane the queue of its own that it has since its transmission was first paused
 * @param dropped what it does not take, in the order in which that was told; only the last may be
 *     open, while it does not collect
 */
public record ChannelControl(Switches paused, Lane lane, List<Span> dropped) {
  /** Nothing. */
  public static final ChannelControl NONE = new ChannelControl(Switches.NONE, Lane.NONE, List.of());

  public ChannelControl {
    dropped = List.copyOf(dropped);
  }

  ChannelControl withPaused(Switches switches) {
    return new ChannelControl(switches, lane, dropped);
  }

  ChannelControl withLane(Lane own) {
    return new ChannelControl(paused, own, dropped);
  }

  /** Whether it passes over what is written now. */
  public boolean isDropping() {
    return !dropped.isEmpty() && dropped.get(dropped.size() - 1).isOpen();
  }

  /** It collects from there on, or does not. */
  ChannelControl collecting(boolean collects, JournalEnd end) {
    if (collects != isDropping()) {
      return this;
    }
    return collects
        ? withSpanEnding(end)
        : withSpan(new Span(end.journalId(), end.at(), Span.OPEN));
  }

  /** A span of another journal, which is gone, is of no use once it has ended. */
  private ChannelControl withSpanEnding(JournalEnd end) {
    List<Span> ended = new ArrayList<>(dropped);
    Span open = ended.remove(ended.size() - 1);
    long from = open.journalId() == end.journalId() ? open.from() : 0;
    ended.removeIf(span -> span.journalId() != end.journalId());
    ended.add(new Span(end.journalId(), from, end.at()));
    return new ChannelControl(paused, lane, ended);
  }

  /** Nothing that stands before is delivered; it makes other spans superfluous that end before. */
  ChannelControl truncated(JournalEnd end) {
    List<Span> rest = new ArrayList<>(dropped);
    rest.removeIf(span -> !span.isOpen());
    rest.add(0, new Span(end.journalId(), 0, end.at()));
    return new ChannelControl(paused, lane, rest);
  }

  private ChannelControl withSpan(Span span) {
    List<Span> more = new ArrayList<>(dropped);
    more.add(span);
    return new ChannelControl(paused, lane, more);
  }
}
