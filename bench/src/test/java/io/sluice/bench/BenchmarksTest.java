package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.sandbox.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class BenchmarksTest {
  @Test
  void areFoundByName() {
    for (Benchmarks.Entry benchmark : Benchmarks.ALL) {
      assertThat(Benchmarks.of(benchmark.name())).isSameAs(benchmark);
    }
  }

  @Test
  void anUnknownNameTellsTheKnownOnes() {
    assertThatThrownBy(() -> Benchmarks.of("lattency"))
        .hasMessageContainingAll("lattency", "latency", "capture");
  }

  @Test
  void standInTheReadme() throws IOException {
    String readme = Files.readString(Checkout.root().resolve("bench/README.md"));

    for (Benchmarks.Entry benchmark : Benchmarks.ALL) {
      assertThat(readme).contains("`bench/run " + benchmark.name() + "`");
    }
  }
}
