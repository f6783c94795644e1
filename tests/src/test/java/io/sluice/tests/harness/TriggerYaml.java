package io.sluice.tests.harness;

import io.sluice.sandbox.CassandraNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The trigger's settings on a node; closed, it has the defaults again. */
public final class TriggerYaml implements AutoCloseable {
  private final CassandraNode node;
  private final Path file;

  public TriggerYaml(CassandraNode node) {
    this.node = node;
    this.file = node.triggersDirectory().resolve("sluice-trigger.yaml");
  }

  /** Writes the file and has the node load its triggers again. */
  public void reload(String yaml) {
    try {
      Files.writeString(file, yaml + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    node.reloadTriggers();
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
    node.reloadTriggers();
  }
}
