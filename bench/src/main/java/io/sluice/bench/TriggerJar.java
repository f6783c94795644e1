package io.sluice.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Makes jars of triggers that are classes of the benchmarks. */
final class TriggerJar {
  private TriggerJar() {}

  /** Makes the jar of one class, which needs no other, in a directory. */
  static Path of(Class<?> trigger, Path directory) throws IOException {
    String entry = trigger.getName().replace('.', '/') + ".class";
    Path jar = directory.resolve(trigger.getSimpleName() + ".jar");
    try (InputStream code = trigger.getClassLoader().getResourceAsStream(entry);
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(entry));
      code.transferTo(out);
    }
    return jar;
  }
}
