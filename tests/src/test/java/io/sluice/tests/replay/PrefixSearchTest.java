package io.sluice.tests.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.tests.replay.PrefixSearch.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefixSearchTest {
  private static final int NEVER = Integer.MAX_VALUE;
  private static final Duration NO_TIME = Duration.ofDays(-1);

  private final List<CountedRun> repeated = new ArrayList<>();

  @Test
  void theFirstStatementThatFailsIsFound() {
    Failure shortest = search(777, Duration.ZERO).shortest(failure(0, 1_000));

    assertThat(shortest.good()).isEqualTo(776);
    assertThat(shortest.run()).isSameAs(repeated.get(1));
    assertThat(shortest.run().written()).isEqualTo(777);
    assertThat(shortest.differences()).containsExactly("of 777");
  }

  @Test
  void whatIsKnownToBeGoodIsNotComparedAgain() {
    Failure shortest = search(4_500, Duration.ZERO).shortest(failure(4_000, 5_000));

    assertThat(shortest.good()).isEqualTo(4_499);
    assertThat(repeated.get(0).compared).startsWith(4_032).endsWith(4_512);
    assertThat(repeated.get(1).compared).startsWith(4_481).endsWith(4_500);
  }

  @Test
  void theLastStatementIsLookedAtToo() {
    assertThat(search(1_000, Duration.ZERO).shortest(failure(990, 1_000)).good()).isEqualTo(999);
    assertThat(repeated).hasSize(1);
  }

  @Test
  void oneStatementIsTheShortest() {
    Failure failure = failure(999, 1_000);

    assertThat(search(1_000, Duration.ZERO).shortest(failure)).isSameAs(failure);
    assertThat(repeated).isEmpty();
  }

  @Test
  void aRunThatDoesNotFailAgainIsReportedAsItWas() {
    Failure failure = failure(0, 1_000);

    assertThat(search(NEVER, Duration.ZERO).shortest(failure)).isSameAs(failure);
    assertThat(repeated).extracting(CountedRun::written).containsExactly(1_000, 1_000);
  }

  @Test
  void withoutTimeTheRunIsReportedAsItWas() {
    Failure failure = failure(0, 1_000);

    assertThat(search(777, NO_TIME).shortest(failure)).isSameAs(failure);
    assertThat(repeated).extracting(CountedRun::written).containsOnly(0);
  }

  @Test
  void whatTheSearchRunsIntoLeavesWhatWasFound() {
    PrefixSearch search =
        new PrefixSearch(
            () -> {
              if (repeated.isEmpty()) {
                return repeat(777);
              }
              throw new IllegalStateException("the node is gone");
            },
            Duration.ZERO);

    Failure shortest = search.shortest(failure(0, 1_000));

    assertThat(shortest.good()).isEqualTo(768);
    assertThat(shortest.run().written()).isEqualTo(800);
  }

  private PrefixSearch search(int failing, Duration took) {
    return new PrefixSearch(() -> repeat(failing), took);
  }

  private CountedRun repeat(int failing) {
    CountedRun run = new CountedRun(failing);
    repeated.add(run);
    return run;
  }

  private static Failure failure(int good, int written) {
    CountedRun run = new CountedRun(NEVER);
    run.write(written);
    return new Failure(good, run, List.of("given"));
  }

  /** Differs from one statement on. */
  private static final class CountedRun implements Run {
    final List<Integer> compared = new ArrayList<>();
    private final int failing;
    private int written;

    CountedRun(int failing) {
      this.failing = failing;
    }

    @Override
    public int written() {
      return written;
    }

    @Override
    public void write(int statements) {
      written += statements;
    }

    @Override
    public List<String> differences() {
      compared.add(written);
      return written < failing ? List.of() : List.of("of " + written);
    }

    @Override
    public List<String> latest() {
      return List.of();
    }
  }
}
