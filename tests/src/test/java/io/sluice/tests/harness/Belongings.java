package io.sluice.tests.harness;

import io.sluice.sandbox.ApicurioRegistry;
import io.sluice.sandbox.CassandraNode;
import io.sluice.sandbox.CassandraSettings;
import io.sluice.sandbox.KafkaBroker;
import io.sluice.sandbox.Progress;
import io.sluice.sandbox.RelayProcess;
import io.sluice.sandbox.Server;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is closed together, the newest first: so a relay stops before its broker does. */
final class Belongings {
  private static final Logger log = LoggerFactory.getLogger(Belongings.class);
  private static final Progress PROGRESS = log::info;

  /** Servers here do not live as long as it takes the optimizing compiler to pay. */
  private static final String QUICK = "-XX:TieredStopAtLevel=1";

  private final WorkDirectory directory;
  private final Deque<Runnable> closings = new ArrayDeque<>();
  private final List<Path> homes = new ArrayList<>();

  /** Nothing yet; each server gets a subdirectory. */
  Belongings(WorkDirectory directory) {
    this.directory = directory;
  }

  /** Adds a node that does not run yet. */
  CassandraNode node(CassandraSettings settings) {
    Path home = directory.next("cassandra");
    return add(new CassandraNode(home, settings.jvmOption(QUICK), PROGRESS), home);
  }

  /** Adds a broker that does not run yet. */
  KafkaBroker broker() {
    Path home = directory.next("kafka");
    return add(new KafkaBroker(home, PROGRESS).option(QUICK), home);
  }

  /** Adds a schema registry that does not run yet. */
  ApicurioRegistry registry() {
    Path home = directory.next("registry");
    return add(new ApicurioRegistry(home, PROGRESS), home);
  }

  /** Adds a relay of a node's journal that does not run yet. */
  RelayProcess relay(CassandraNode node, RelaySettings settings) {
    return relay(node.journalDirectory(), settings);
  }

  /** Adds a relay of a journal that does not run yet. */
  RelayProcess relay(Path journal, RelaySettings settings) {
    Path home = directory.next("relay");
    Path config = settings.write(home, journal);
    return add(new RelayProcess(home, config, PROGRESS).option(QUICK), home);
  }

  /** Adds a relay, which does not run yet, of copies of a node's journal and of a relay's state. */
  RelayProcess relayOfCopies(CassandraNode node, RelayProcess original, RelaySettings settings) {
    Path home = directory.next("relay");
    Path journal = home.resolve("journal");
    WorkDirectory.copy(node.journalDirectory(), journal);
    WorkDirectory.copy(original.log().resolveSibling("state"), home.resolve("state"));
    Path config = settings.write(home, journal);
    return add(new RelayProcess(home, config, PROGRESS).option(QUICK), home);
  }

  Cluster add(Cluster client) {
    closings.push(client::close);
    return client;
  }

  Kafka add(Kafka client) {
    closings.push(client::close);
    return client;
  }

  KafkaAdmin add(KafkaAdmin client) {
    closings.push(client::close);
    return client;
  }

  private <T extends Server> T add(T server, Path home) {
    closings.push(server::close);
    homes.add(home);
    return server;
  }

  /** The directories of the servers. */
  List<Path> homes() {
    return List.copyOf(homes);
  }

  void close() {
    while (!closings.isEmpty()) {
      closings.pop().run();
    }
    homes.clear();
  }
}
