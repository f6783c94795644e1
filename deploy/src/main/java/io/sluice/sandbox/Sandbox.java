package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Some servers and the directory with their files.
 *
 * <p>Closing stops the servers, the newest first, so that a relay is gone before its broker and its
 * node. A temporary directory is then removed, unless a server failed to start: its log stays to be
 * read. Servers may be started by several threads at once.
 */
public final class Sandbox implements AutoCloseable {
  private final Path directory;
  private final Progress progress;
  private final Deque<Server> servers = new ArrayDeque<>();
  private volatile boolean kept;
  private volatile boolean closed;

  private Sandbox(Path directory, Progress progress, boolean kept) {
    this.directory = directory;
    this.progress = progress;
    this.kept = kept;
  }

  /** A sandbox in a new directory, which is removed when it is closed. */
  public static Sandbox temporary(Progress progress) {
    try {
      return new Sandbox(Files.createTempDirectory("sluice-sandbox"), progress, false);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a temporary directory", e);
    }
  }

  /** A sandbox in a given directory, which stays. */
  public static Sandbox in(Path directory, Progress progress) {
    return new Sandbox(directory.toAbsolutePath(), progress, true);
  }

  /** The directory with everything that the servers write. */
  public Path directory() {
    return directory;
  }

  /** Starts a Cassandra node with its files in {@code directory()/name}. */
  public CassandraNode cassandra(String name, CassandraSettings settings) {
    return start(new CassandraNode(directory.resolve(name), settings, progress));
  }

  /** Starts a Kafka broker on a port, with its files in {@code directory()/name}. */
  public KafkaBroker kafka(String name, int port) {
    return start(new KafkaBroker(directory.resolve(name), port, progress));
  }

  /** Starts a relay with its log in {@code directory()/name}. */
  public RelayProcess relay(String name, Path config) {
    return start(new RelayProcess(directory.resolve(name), config, progress));
  }

  /**
   * Starts a server, which the sandbox then owns.
   *
   * @throws StartFailedException when it does not start; its log then stays
   */
  public <T extends Server> T start(T server) {
    add(server);
    try {
      server.start();
      return server;
    } catch (StartFailedException e) {
      kept = kept || !closed; // its log is wanted, unless closing the sandbox is what made it fail
      throw e;
    }
  }

  private synchronized void add(Server server) {
    if (closed) {
      throw new IllegalStateException("the sandbox is closed");
    }
    servers.push(server);
  }

  /** Leaves the directory where it is when the sandbox is closed. */
  public void keep() {
    kept = true;
  }

  /** Whether the sandbox is closed, or is being closed by another thread. */
  public boolean isClosed() {
    return closed;
  }

  /**
   * Makes sure that no server has ended.
   *
   * @throws IllegalStateException names the server that has, and its log
   */
  public synchronized void checkAlive() {
    for (Server server : servers) {
      if (!server.isAlive()) {
        throw new IllegalStateException(server + " has ended, its log is " + server.log());
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      servers.forEach(Server::close);
      servers.clear();
      if (!kept && Files.exists(directory)) {
        remove();
      }
    }
  }

  /** Removes the directory with all that is in it. */
  void remove() {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> children = files.sorted(Comparator.reverseOrder()).collect(Collectors.toList());
      for (Path file : children) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    }
  }
}
