package io.sluice.relay.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;

/** Makes jars of one class each. */
final class PluginJar {
  private PluginJar() {}

  /** Compiles a class, as if the relay had none of the same name, into a plugin's directory. */
  static void compile(Path plugin, String jar, String className, String source) throws IOException {
    Path work = Files.createTempDirectory(Files.createDirectories(plugin), "work");
    String path = className.replace('.', '/');
    Path java = work.resolve(path + ".java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, source);
    // Sources of its own first: a class that uses Throwables finds the stand-in with a constructor.
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                work.toString(),
                java.toString(),
                standIn(work));
    assertThat(result).isZero();
    write(plugin.resolve(jar), path + ".class", Files.readAllBytes(work.resolve(path + ".class")));
  }

  /** Puts a class that is there already into a plugin's directory. */
  static void copy(Path plugin, String jar, Class<?> type) throws IOException {
    String path = type.getName().replace('.', '/') + ".class";
    try (InputStream bytes = ClassLoader.getSystemResourceAsStream(path)) {
      write(Files.createDirectories(plugin).resolve(jar), path, bytes.readAllBytes());
    }
  }

  private static void write(Path jar, String path, byte[] bytes) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry(path));
      out.write(bytes);
    }
  }

  private static String standIn(Path work) throws IOException {
    Path java = work.resolve("com/google/common/base/Throwables.java");
    Files.createDirectories(java.getParent());
    if (Files.notExists(java)) {
      Files.writeString(
          java,
          "package com.google.common.base; public class Throwables { public Throwables() {} }");
    }
    return java.toString();
  }
}
