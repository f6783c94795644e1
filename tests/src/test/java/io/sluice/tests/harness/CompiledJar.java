package io.sluice.tests.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A jar with one class, compiled against what a server has: as somebody else would bring it. */
public final class CompiledJar {
  private CompiledJar() {}

  /**
   * Compiles a class of the default package.
   *
   * @param classPath in the platform's notation
   * @param directory that gets the class and the jar, which has its name
   */
  public static Path of(String name, String source, String classPath, Path directory) {
    try {
      compile(name, source, classPath, directory);
      return jar(name + ".class", directory.resolve(name + ".jar"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a jar in " + directory, e);
    }
  }

  private static void compile(String name, String source, String classPath, Path directory) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options =
        List.of("-cp", classPath, "-d", directory.toString(), "--release", "11", "-proc:none");
    List<Source> sources = List.of(new Source(name, source));
    if (!compiler.getTask(null, null, null, options, null, sources).call()) {
      throw new IllegalStateException(name + " does not compile against " + classPath);
    }
  }

  private static Path jar(String entry, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry(entry));
      Files.copy(jar.resolveSibling(entry), out);
      out.closeEntry();
    }
    return jar;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
