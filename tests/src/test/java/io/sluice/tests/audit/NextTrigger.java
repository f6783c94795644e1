package io.sluice.tests.audit;

import io.sluice.sandbox.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The trigger's jar as a later release would be, to upgrade to: the same but for its version. */
final class NextTrigger {
  private NextTrigger() {}

  /** Makes the jar, in a directory and of the name that the trigger's jar has. */
  static Path jar(String version, Path directory) {
    Path original = Checkout.triggerJar();
    Path jar = directory.resolve(original.getFileName());
    try {
      Files.copy(original, jar, StandardCopyOption.REPLACE_EXISTING);
      try (FileSystem zip = FileSystems.newFileSystem(jar)) {
        rename(zip.getPath(JarFile.MANIFEST_NAME), version);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a trigger of version " + version, e);
    }
    return jar;
  }

  private static void rename(Path file, String version) throws IOException {
    Manifest manifest = new Manifest();
    try (InputStream in = Files.newInputStream(file)) {
      manifest.read(in);
    }
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    try (OutputStream out = Files.newOutputStream(file)) {
      manifest.write(out);
    }
  }
}
