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
  private final boolean temporary;
  private final Deque<Server> servers = new ArrayDeque<>();
  private boolean failed;

  private Sandbox(Path directory, Progress progress, boolean temporary) {
    this.directory = directory;
    this.progress = progress;
    this.temporary = temporary;
  }

  /** A sandbox in a new directory, which is removed when it is closed. */
  public static Sandbox temporary(Progress progress) {
    try {
      return new Sandbox(Files.createTempDirectory("sluice-sandbox"), progress, true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a temporary directory", e);
    }
  }

  /** A sandbox in a given directory, which stays. */
  public static Sandbox in(Path directory, Progress progress) {
    return new Sandbox(directory.toAbsolutePath(), progress, false);
  }

  /** The directory with everything that the servers write. */
  public Path directory() {
    return directory;
  }

  /** Starts a Cassandra node with its files in {@code directory()/name}. */
  public CassandraNode cassandra(String name, CassandraSettings settings) {
    return started(new CassandraNode(directory.resolve(name), settings, progress));
  }

  /** Starts a Kafka broker on a port, with its files in {@code directory()/name}. */
  public KafkaBroker kafka(String name, int port) {
    return started(new KafkaBroker(directory.resolve(name), port, progress));
  }

  /** Starts a relay with its log in {@code directory()/name}. */
  public RelayProcess relay(String name, Path config) {
    return started(new RelayProcess(directory.resolve(name), config, progress));
  }

  private <T extends Server> T started(T server) {
    synchronized (this) {
      servers.push(server);
    }
    try {
      server.start();
      return server;
    } catch (StartFailedException e) {
      failed = true;
      throw e;
    }
  }

  @Override
  public synchronized void close() {
    servers.forEach(Server::close);
    servers.clear();
    if (temporary && !failed) {
      delete();
    }
  }

  private void delete() {
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
