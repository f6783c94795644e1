package io.sluice.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ShutdownTest extends RunningDestination {
  private static final String CHANNELS =
      """
        - { keyspace: demo_ks, table: demo_table, destination: demo }
        - { keyspace: demo_ks, table: demo_table, destination: other }
      """;

  /** Each converter comes back when both are interrupted, and not before. */
  @Test
  @Timeout(60)
  void destinationsThatHangAreInterruptedTogether() throws Exception {
    String stuck = "    value_converter: { class: " + StuckConverter.class.getName() + " }\n";
    extra =
        stuck + "  - name: other\n    topic: t\n    kafka: { bootstrap.servers: 'a:1' }\n" + stuck;
    StuckConverter.expect(2);
    insert("a", "1");
    start(CHANNELS);
    Destination other = start(config(CHANNELS), 1);
    try {
      StuckConverter.called.await();
      Shutdown shutdown = new Shutdown(Duration.ofMillis(100), Duration.ofMinutes(10));
      assertThat(shutdown.end(List.of(destination, other))).isEmpty();
    } finally {
      other.close();
    }
  }
}
