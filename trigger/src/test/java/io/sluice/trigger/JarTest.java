package io.sluice.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.management.ObjectName;
import org.apache.cassandra.db.partitions.PartitionUpdate;
import org.apache.cassandra.exceptions.InvalidRequestException;
import org.apache.cassandra.io.util.File;
import org.apache.cassandra.triggers.CustomClassLoader;
import org.apache.cassandra.triggers.ITrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The packaged jar, loaded as Cassandra loads it, over a class path that holds Cassandra's classes
 * and nothing of ours. Runs after packaging, in {@code verify}.
 */
@EnabledIfSystemProperty(named = JarTest.JAR_PROPERTY, matches = ".+")
class JarTest {
  static final String JAR_PROPERTY = "sluice.trigger.jar";

  private static final Path JAR = Path.of(System.getProperty(JAR_PROPERTY, ""));
  private static final long MAX_SIZE = 3L << 20;

  @RegisterExtension final TriggerHome home = new TriggerHome();

  @Test
  void holdsNothingButItsOwnPackagesAndItsLicences() throws Exception {
    List<String> strangers =
        entries().stream()
            .filter(name -> !name.matches("io/sluice/([a-z0-9]+/)*[^/]+\\.class"))
            .toList();

    assertThat(strangers)
        .containsExactlyInAnyOrder(
            "META-INF/MANIFEST.MF",
            "META-INF/LICENSE",
            "META-INF/NOTICE",
            "META-INF/licenses/protobuf.txt");
    assertThat(Files.size(JAR)).isLessThan(MAX_SIZE);
  }

  /** Records for Kafka are made beside the database, never in it. */
  @Test
  void holdsNothingOfTheRecordsForKafka() throws Exception {
    assertThat(entries()).noneMatch(name -> name.startsWith("io/sluice/event/"));
  }

  @Test
  void everyClassFindsItsSupertypesAndSignatures() throws Exception {
    try (CustomClassLoader loader = reload()) {
      for (String entry : entries()) {
        if (entry.endsWith(".class")) {
          String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
          assertThat(Class.forName(name, true, loader).getDeclaredMethods()).isNotNull();
        }
      }
    }
  }

  @Test
  void capturesWritesAcrossReloads() throws Exception {
    String table = Cql.table("k text PRIMARY KEY, v text)");
    ITrigger old = trigger(reload());
    old.augment(insert(table, "a"));
    trigger(reload()).augment(insert(table, "b"));
    old.augment(insert(table, "late"));

    assertThat(Journals.keys(home.journal())).containsExactly("a", "b", "late");
    assertThat(Journals.records(home.journal()).get(1).getSchema().getTable())
        .isEqualTo(table.substring(table.indexOf('.') + 1));
  }

  @Test
  void saysItsVersion() throws Exception {
    trigger(reload()).augment(insert(Cql.table("k text PRIMARY KEY, v text)"), "a"));

    Object version =
        ManagementFactory.getPlatformMBeanServer()
            .getAttribute(new ObjectName(CaptureTriggerMBean.NAME), "Version");
    assertThat(JAR.getFileName().toString()).isEqualTo("sluice-trigger-" + version + ".jar");
    assertThat(Journals.records(home.journal()).get(0).getHeader().getTriggerVersion())
        .isEqualTo(version);
  }

  @Test
  void readsItsSettings() throws Exception {
    home.settings("sync: sometimes");
    ITrigger trigger = trigger(reload());
    String table = Cql.table("k text PRIMARY KEY, v text)");

    assertThatThrownBy(() -> trigger.augment(insert(table, "a")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("sync: sometimes is not known; give one of periodic, group");
  }

  /** As {@code nodetool reloadtriggers}: the jars of the triggers directory in a new loader. */
  private CustomClassLoader reload() throws IOException {
    Path target = home.directory().resolve(JAR.getFileName());
    if (Files.notExists(target)) {
      Files.copy(JAR, target);
    }
    return new CustomClassLoader(new NothingOfOurs(), new File(home.directory()));
  }

  private static ITrigger trigger(ClassLoader loader) throws ReflectiveOperationException {
    return (ITrigger)
        loader.loadClass("io.sluice.trigger.CaptureTrigger").getConstructor().newInstance();
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
    }
  }

  private static PartitionUpdate insert(String table, String key) {
    return Cql.update("INSERT INTO " + table + " (k, v) VALUES ('" + key + "', 'v')");
  }

  /** The class path of the tests without what Cassandra's has not. */
  private static final class NothingOfOurs extends ClassLoader {
    private static final List<String> OURS =
        List.of("io.sluice.", "com.google.protobuf.", "org.mapdb.", "kotlin.", "org.snakeyaml.");

    private NothingOfOurs() {
      super(JarTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (OURS.stream().anyMatch(name::startsWith)) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
