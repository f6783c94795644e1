package io.sluice.trigger;

import java.io.File;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.cassandra.triggers.ITrigger;

/**
 * Loads the trigger anew, as {@code nodetool reloadtriggers} does: the trigger and all that is in
 * its jar come from this loader, Cassandra from its parent.
 */
final class TriggerClassLoader extends URLClassLoader {
  /** What the shaded jar holds, where it lies on the class path of the tests. */
  private static final Pattern IN_THE_JAR =
      Pattern.compile(
          ".*(/trigger/target/classes|proto/target/classes|sluice-proto-.*\\.jar"
              + "|protobuf-java-[^/]*\\.jar|mapdb-[^/]*\\.jar|kotlin-stdlib-[^/]*\\.jar"
              + "|snakeyaml-engine-[^/]*\\.jar)");

  private static final List<String> PACKAGES =
      List.of("io.sluice.", "com.google.protobuf.", "org.mapdb.", "kotlin.", "org.snakeyaml.");

  TriggerClassLoader() {
    super(urls(), TriggerClassLoader.class.getClassLoader());
  }

  ITrigger newTrigger() {
    try {
      Class<?> type = loadClass("io.sluice.trigger.CaptureTrigger");
      return (ITrigger) type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (PACKAGES.stream().noneMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  private static URL[] urls() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> IN_THE_JAR.matcher(entry).matches())
        .map(TriggerClassLoader::url)
        .toArray(URL[]::new);
  }

  private static URL url(String path) {
    try {
      return Path.of(path).toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
