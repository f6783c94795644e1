package io.sluice.relay.route;

import io.sluice.relay.change.Captured;
import io.sluice.relay.change.Source;
import io.sluice.relay.change.Table;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says which of a destination's queues a change belongs to, by its table and its place in the
 * journal alone: so the answer is the same whenever it is asked for, after a crash too.
 *
 * <p>Where several channels take a table, a lane of any of them has its changes, the oldest lane
 * first, and a span of any of them drops them. Immutable, for many threads.
 */
public final class Allotment {
  /** All changes are the main queue's. */
  public static final Allotment ALL_MAIN = new Allotment(List.of());

  private final List<Exempt> exempt;
  private final Map<Table, Map<String, List<Exempt>>> found = new ConcurrentHashMap<>();

  /** What is not as it is with other channels. */
  public record Exempt(ChannelRule rule, Lane lane, List<Span> dropped) {
    public Exempt {
      dropped = List.copyOf(dropped);
    }

    private boolean drops(long journal, long position) {
      return dropped.stream().anyMatch(span -> span.has(journal, position));
    }
  }

  /** Where a change belongs, seen from one queue. */
  public enum Place {
    /** To this queue. */
    HERE,
    /** To the main queue, since it came before this lane; a copy of it may come to this one. */
    BEFORE,
    /** To another queue. */
    ELSEWHERE,
    /** To none: it is not collected. */
    DROPPED
  }

  /**
   * An allotment.
   *
   * @param exempt the oldest lane first
   */
  public Allotment(List<Exempt> exempt) {
    this.exempt = List.copyOf(exempt);
  }

  /**
   * Where a change belongs that some channel leads to the destination.
   *
   * @param queue who asks: the number of a lane, or {@link Lane#MAIN}
   * @param journal which journal it was read in
   */
  public Place place(int queue, Captured captured, long journal) {
    if (exempt.isEmpty()) {
      return Place.HERE;
    }
    List<Exempt> those = exempt(captured.table(), captured.source());
    long position = captured.position();
    if (owner(those, journal, position) != queue) {
      return those.stream().anyMatch(one -> one.lane().number() == queue) && queue != Lane.MAIN
          ? Place.BEFORE
          : Place.ELSEWHERE;
    }
    boolean dropped = those.stream().anyMatch(one -> one.drops(journal, position));
    return dropped ? Place.DROPPED : Place.HERE;
  }

  private static int owner(List<Exempt> those, long journal, long position) {
    return those.stream()
        .map(Exempt::lane)
        .filter(lane -> lane.has(journal, position))
        .mapToInt(Lane::number)
        .findFirst()
        .orElse(Lane.MAIN);
  }

  private List<Exempt> exempt(Table table, Source source) {
    return found
        .computeIfAbsent(table, any -> new ConcurrentHashMap<>())
        .computeIfAbsent(
            source.dataCenter(),
            any -> exempt.stream().filter(one -> one.rule().takes(table, source)).toList());
  }
}
