package io.sluice.bench;

import io.sluice.sandbox.CassandraNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where a node keeps what it wrote to tables with {@code cdc = true}, for a reader to delete. */
final class CdcRaw {
  private static final String INDEX = "_cdc.idx";

  private final Path directory;

  CdcRaw(CassandraNode node) {
    directory = node.storageDirectory().resolve("cdc_raw");
  }

  /** Deletes the segments that are complete, as a reader would have. */
  void consume() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> indexes = files.filter(file -> file.toString().endsWith(INDEX)).toList();
      for (Path index : indexes) {
        if (Files.readString(index).contains("COMPLETED")) {
          Files.deleteIfExists(Path.of(index.toString().replace(INDEX, ".log")));
          Files.delete(index);
        }
      }
    }
  }
}
