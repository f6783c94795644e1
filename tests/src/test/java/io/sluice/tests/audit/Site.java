package io.sluice.tests.audit;

import io.sluice.sandbox.KafkaBroker;
import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.Cluster;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.Member;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TriggerYaml;
import io.sluice.tests.replay.ReplayedTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What is audited: nodes with a relay each, a broker behind a network that can be cut, and a table
 * that is written to and delivered to two destinations, to one exactly once. Closed, the nodes have
 * their settings back. For one thread.
 */
final class Site implements AutoCloseable {
  private static final int PARTITIONS = 3;
  static final String AT_LEAST_ONCE = "at-least-once";
  static final String EXACTLY_ONCE = "exactly-once";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final KafkaBroker broker;
  private final NetworkLink link = new NetworkLink();
  private final AuditedTable table;
  private final AuditLedger ledger;
  private final Map<String, DeliveryLog> deliveries = new LinkedHashMap<>();
  private final List<AuditedRelay> relays = new ArrayList<>();
  private final CatchUp catchUp;
  private final Map<AuditedRelay, TriggerYaml> yamls = new HashMap<>();
  private final Runnable awaitUp;
  private final Path directory;
  private AuditedLoad load;

  /**
   * Starts the broker; nothing is written yet.
   *
   * @param broker that does not run yet
   * @param awaitUp waits until every node that runs is known to all
   * @param table with the columns of {@link AuditedTable#DEFINITION}, empty
   */
  Site(KafkaBroker broker, Runnable awaitUp, Table table, AuditLedger ledger, Path directory) {
    this.awaitUp = awaitUp;
    this.directory = directory;
    this.broker = broker;
    this.table = new AuditedTable(table);
    this.ledger = ledger;
    link.leadTo(broker.reachedOver(link.port()));
    broker.start();
    deliver(AT_LEAST_ONCE, "read_uncommitted", directory);
    deliver(EXACTLY_ONCE, "read_committed", directory);
    catchUp = new CatchUp(ledger, deliveries.values());
  }

  /** To a topic of the destination's name. */
  private void deliver(String destination, String isolation, Path directory) {
    try (Kafka kafka = new Kafka(broker.bootstrap())) {
      kafka.createTopic(destination, PARTITIONS);
    }
    Path file = directory.resolve(destination + ".jsonl");
    deliveries.put(
        destination,
        new DeliveryLog(broker.bootstrap(), destination, PARTITIONS, isolation, table, file));
  }

  /**
   * Starts a relay for each node, and the writers.
   *
   * @param breath that a writer takes after a write
   */
  void start(
      List<Member> members,
      BiFunction<Member, RelaySettings, RelayProcess> relay,
      Duration breath) {
    Map<String, DeliveryLog> mayRepeat = Map.of(AT_LEAST_ONCE, deliveries.get(AT_LEAST_ONCE));
    for (Member member : members) {
      RelayProcess process = relay.apply(member, relaySettings());
      AuditedRelay audited = new AuditedRelay(member, process, mayRepeat);
      relays.add(audited);
      TriggerYaml yaml = new TriggerYaml(member.node());
      yaml.reload(Faults.SEGMENTS);
      yamls.put(audited, yaml);
    }
    List<Cluster> coordinators = members.stream().map(Member::cluster).toList();
    load = new AuditedLoad(ledger, table, coordinators, breath);
  }

  /** What each relay has at first. */
  RelaySettings relaySettings() {
    String bootstrap = "127.0.0.1:" + link.port();
    return new RelaySettings()
        .destination(AT_LEAST_ONCE, AT_LEAST_ONCE, bootstrap)
        .envelope("change")
        .destination(EXACTLY_ONCE, EXACTLY_ONCE, bootstrap)
        .envelope("change")
        .exactlyOnce()
        .channel(table.table(), AT_LEAST_ONCE)
        .channel(table.table(), EXACTLY_ONCE);
  }

  AuditedRelay anyRelay(SplittableRandom dice) {
    return relays.get(dice.nextInt(relays.size()));
  }

  TriggerYaml triggerYaml(AuditedRelay relay) {
    return yamls.get(relay);
  }

  List<AuditedRelay> relays() {
    return relays;
  }

  /** Waits until a node that was gone is there again for all. */
  void awaitUp() {
    awaitUp.run();
  }

  KafkaBroker broker() {
    return broker;
  }

  NetworkLink link() {
    return link;
  }

  /** For files of this audit. */
  Path directory() {
    return directory;
  }

  AuditedTable table() {
    return table;
  }

  CatchUp catchUp() {
    return catchUp;
  }

  AuditedLoad load() {
    return load;
  }

  /** Waits until every write that is acknowledged now is delivered to every destination. */
  void awaitDelivered() {
    List<WriteId> missing = catchUp.missing();
    Awaitility.await("everything delivered")
        .atMost(PATIENCE)
        .until(
            () -> {
              missing.removeIf(catchUp::isDelivered);
              return missing.isEmpty();
            });
  }

  /** Ends the writers, waits until everything is there, and compares. */
  Map<String, Findings> audit() {
    load.finish();
    awaitSettled();
    relays.forEach(AuditedRelay::close);
    catchUp.close();
    deliveries.values().forEach(DeliveryLog::drain);
    deliveries.values().forEach(DeliveryLog::close);
    return deliveries.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> findings(entry.getValue())));
  }

  /** Where something never comes, the findings say what. */
  private void awaitSettled() {
    try {
      awaitDelivered();
    } catch (ConditionTimeoutException e) {
      // What is missing is found and named by the audit, which is the failure to be seen.
    }
  }

  private Findings findings(DeliveryLog log) {
    List<Repetition> repetitions =
        relays.stream().flatMap(relay -> relay.repetitions(log).stream()).toList();
    Audit audit = new Audit(ledger, repetitions);
    ReplayedTable replayed = new ReplayedTable(table.table());
    log.forEach(
        delivered -> {
          audit.take(delivered);
          replayed.apply(delivered.json());
        });
    return audit.findings(replayed.differences());
  }

  @Override
  public void close() {
    if (load != null) {
      load.close();
    }
    relays.forEach(AuditedRelay::close);
    catchUp.close();
    deliveries.values().forEach(DeliveryLog::close);
    link.close();
    yamls.values().forEach(TriggerYaml::close);
  }
}
