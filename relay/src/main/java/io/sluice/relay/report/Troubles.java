package io.sluice.relay.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a destination is being warned of now, for whoever asks how it is. A warning that is not
 * repeated for a while counts as over. Any thread may tell and ask.
 */
public final class Troubles {
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

  private final Clock clock;
  private final Map<RepeatedWarning, Trouble> current = new ConcurrentHashMap<>();

  /**
   * Something that is wrong.
   *
   * @param since when it was first told
   * @param last when it was last told
   * @param message what an operator has to know, without contents of tables or secrets
   */
  public record Trouble(Instant since, Instant last, String message) {}

  /** None yet. */
  public Troubles(Clock clock) {
    this.clock = clock;
  }

  void told(RepeatedWarning warning, String message) {
    Instant now = clock.instant();
    current.merge(
        warning,
        new Trouble(now, now, message),
        (before, again) ->
            isForgotten(before, now) ? again : new Trouble(before.since, now, message));
  }

  void over(RepeatedWarning warning) {
    current.remove(warning);
  }

  /** Those of now, the one that was there first in front. */
  public List<Trouble> all() {
    Instant now = clock.instant();
    current.values().removeIf(trouble -> isForgotten(trouble, now));
    return current.values().stream().sorted(Comparator.comparing(Trouble::since)).toList();
  }

  private static boolean isForgotten(Trouble trouble, Instant now) {
    return trouble.last.isBefore(now.minus(FORGOTTEN_AFTER));
  }
}
