package io.sluice.tests.harness;

import io.sluice.sandbox.Server;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What is closed together, the newest first: so a relay stops before its broker does. */
final class Belongings {
  private final Deque<Runnable> closings = new ArrayDeque<>();
  private final List<Path> homes = new ArrayList<>();

  /** Adds a server, which need not run, and the directory that its log is in. */
  <T extends Server> T add(T server, Path home) {
    closings.push(server::close);
    homes.add(home);
    return server;
  }

  Cluster add(Cluster client) {
    closings.push(client::close);
    return client;
  }

  Kafka add(Kafka client) {
    closings.push(client::close);
    return client;
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
