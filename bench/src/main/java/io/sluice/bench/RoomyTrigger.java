package io.sluice.bench;

import io.sluice.trigger.CaptureTrigger;
import io.sluice.trigger.Cql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The trigger of this JVM, with a journal of its own that is removed with the JVM. One segment
 * holds all that is measured, so that nothing waits for the disk to allocate.
 */
final class RoomyTrigger {
  private static final String TRIGGERS = "cassandra.triggers_dir";
  private static final CaptureTrigger INSTANCE = make();

  private RoomyTrigger() {}

  static CaptureTrigger get() {
    return INSTANCE;
  }

  private static CaptureTrigger make() {
    try {
      Path directory = TemporaryDirectory.createForJvm();
      Files.writeString(
          directory.resolve("sluice-trigger.yaml"),
          "directory: " + directory.resolve("journal") + "\nsegment_size: " + segmentSize() + "\n");
      System.setProperty(TRIGGERS, directory.toString());
      Cql.initialize();
      return new CaptureTrigger();
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static String segmentSize() {
    return Sizes.smoke() ? "4MiB" : "224MiB";
  }
}
