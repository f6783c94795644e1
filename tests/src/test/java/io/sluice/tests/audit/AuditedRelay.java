package io.sluice.tests.audit;

import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.AdminCommands;
import io.sluice.tests.harness.Member;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A node with its relay, and what the relay stored of each destination where something may come
 * again. For one thread.
 */
final class AuditedRelay implements AutoCloseable {
  private final Member member;
  private final RelayProcess process;
  private final String node;
  private final Map<DeliveryLog, StoredPosition> positions = new LinkedHashMap<>();
  private final Map<DeliveryLog, List<Repetition>> repetitions = new LinkedHashMap<>();

  /**
   * A relay that runs.
   *
   * @param deliveries of at least once, by destination
   */
  AuditedRelay(Member member, RelayProcess process, Map<String, DeliveryLog> deliveries) {
    this.member = member;
    this.process = process;
    String source = member.cluster().source();
    node = source.substring(source.indexOf('/') + 1);
    deliveries.forEach(
        (destination, log) -> {
          Path file = home().resolve("state/checkpoints").resolve(destination + ".checkpoint");
          positions.put(log, new StoredPosition(file, log));
          repetitions.put(log, new ArrayList<>());
        });
  }

  Member member() {
    return member;
  }

  RelayProcess process() {
    return process;
  }

  private Path home() {
    return process.log().getParent();
  }

  /** Kills it at once (SIGKILL), and notes what may come again. The broker is to be there. */
  void kill() {
    Map<DeliveryLog, Integer> covered = new LinkedHashMap<>();
    positions.forEach((log, position) -> covered.put(log, position.covered()));
    process.kill();
    covered.forEach(
        (log, from) -> {
          log.drain();
          repetitions.get(log).add(new Repetition(node, from, log.count()));
        });
  }

  /** Stops it, and starts it with other settings. */
  void reconfigure(RelaySettings settings) {
    process.stop();
    settings.write(home(), member.node().journalDirectory());
    process.start();
  }

  /** Pauses, or resumes, the transmission of a channel. */
  void channel(Table table, String destination, String verb) {
    new AdminCommands(process)
        .done(
            "channel",
            verb,
            "--source-keyspace",
            table.keyspace(),
            "--source-table",
            table.name(),
            "--destinations",
            destination,
            "--transmission");
  }

  /** What may have come again. */
  List<Repetition> repetitions(DeliveryLog log) {
    return repetitions.getOrDefault(log, List.of());
  }

  @Override
  public void close() {
    positions.values().forEach(StoredPosition::close);
  }
}
