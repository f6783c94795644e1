package io.sluice.trigger;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A triggers directory and a storage directory for each test. Afterwards the owner of the journal
 * seals it, as it does when a node goes down.
 */
final class TriggerHome implements BeforeEachCallback, AfterEachCallback {
  private static final String TRIGGERS = "cassandra.triggers_dir";
  private static final String STORAGE = "cassandra.storagedir";
  private static final String OWNERS = "io.sluice.journal.owners";

  private Path directory;

  /** The journal directory where the settings say nothing else. */
  Path journal() {
    return directory.resolve("sluice");
  }

  Path directory() {
    return directory;
  }

  void settings(String yaml) throws IOException {
    Files.writeString(directory.resolve("sluice-trigger.yaml"), yaml);
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    Cql.initialize();
    directory = Files.createTempDirectory("trigger");
    System.setProperty(TRIGGERS, directory.toString());
    System.setProperty(STORAGE, directory.toString());
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    sealOwner();
    System.clearProperty(TRIGGERS);
    System.clearProperty(STORAGE);
    deleteAll(directory);
  }

  /** A number that the owner's bean shows. */
  static long bean(String attribute) throws JMException {
    return (long)
        ManagementFactory.getPlatformMBeanServer()
            .getAttribute(new ObjectName(CaptureTriggerMBean.NAME), attribute);
  }

  /** Seals the journal, whose owner goes on to be that. */
  static void seal() {
    Properties owners = (Properties) System.getProperties().get(OWNERS);
    owners.values().forEach(owner -> call((Properties) owner, "seal"));
  }

  static void sealOwner() {
    Properties owners = (Properties) System.getProperties().get(OWNERS);
    if (owners != null) {
      owners.values().forEach(owner -> call((Properties) owner, "seal"));
      owners.values().forEach(owner -> call((Properties) owner, "retire"));
      owners.clear();
    }
  }

  private static void call(Properties owner, String name) {
    try {
      ((MethodHandle) owner.get(name)).invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static void deleteAll(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (var children = Files.list(path)) {
        for (Path child : children.toList()) {
          deleteAll(child);
        }
      }
    }
    Files.delete(path);
  }
}
