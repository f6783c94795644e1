package io.sluice.relay.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.connect.storage.Converter;

/**
 * The converters that a relay can load: those of its own class path, and those of its plugins. Each
 * subdirectory of the plugin directory is a plugin, a directory of jars with a class loader of its
 * own; a subdirectory without jars is none.
 */
public final class Plugins {
  private final Optional<Path> directory;
  private final List<ClassLoader> loaders = new ArrayList<>();

  private Plugins(Optional<Path> directory) {
    this.directory = directory;
  }

  /** None. */
  public static Plugins none() {
    return new Plugins(Optional.empty());
  }

  /**
   * Those in a directory, in the order of their names.
   *
   * @throws IOException if it cannot be listed
   */
  public static Plugins in(Path directory) throws IOException {
    Plugins plugins = new Plugins(Optional.of(directory));
    for (Path plugin : list(directory)) {
      URL[] jars = Files.isDirectory(plugin) ? jars(plugin) : new URL[0];
      if (jars.length > 0) {
        String name = plugin.getFileName().toString();
        plugins.loaders.add(new PluginClassLoader(name, jars, Plugins.class.getClassLoader()));
      }
    }
    return plugins;
  }

  private static URL[] jars(Path plugin) throws IOException {
    return list(plugin).stream()
        .filter(file -> file.getFileName().toString().endsWith(".jar"))
        .map(Plugins::url)
        .toArray(URL[]::new);
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException("the path of a file is always a URL", e);
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  /**
   * Finds a class: in a plugin, and where none has it on the relay's class path.
   *
   * @throws ClassNotFoundException if nothing has it
   * @throws LinkageError if what it needs is missing or does not fit
   * @throws ClassCastException if it is no converter
   */
  public Class<? extends Converter> converter(String name) throws ClassNotFoundException {
    for (ClassLoader loader : loaders) {
      Optional<Class<?>> found = own(loader, name);
      if (found.isPresent()) {
        return found.get().asSubclass(Converter.class);
      }
    }
    return Class.forName(name).asSubclass(Converter.class);
  }

  private static Optional<Class<?>> own(ClassLoader loader, String name) {
    try {
      return Optional.<Class<?>>of(loader.loadClass(name))
          .filter(found -> found.getClassLoader() == loader);
    } catch (ClassNotFoundException e) {
      return Optional.empty(); // the next may have it
    }
  }

  /**
   * A new converter, configured. One of a plugin is called with the plugin's class loader as that
   * of the thread.
   *
   * @throws RuntimeException whatever the converter throws
   */
  public static Converter create(
      Class<? extends Converter> type, Map<String, String> properties, boolean key)
      throws ReflectiveOperationException {
    Converter converter = construct(type);
    converter.configure(properties, key);
    return converter;
  }

  private static Converter construct(Class<? extends Converter> type)
      throws ReflectiveOperationException {
    if (!(type.getClassLoader() instanceof PluginClassLoader loader)) {
      return type.getConstructor().newInstance();
    }
    return new PluginConverter(
        ContextClassLoader.call(loader, () -> type.getConstructor().newInstance()));
  }

  /** The directory that they are in; empty: none. */
  public Optional<Path> directory() {
    return directory;
  }

  /** Where jars are looked for, as an operator is told. */
  public String places() {
    return directory
            .map(path -> "a directory of its own in " + path + " (plugin_path), or into ")
            .orElse("a directory of its own in the one that plugin_path names, or into ")
        + "the relay's lib directory";
  }
}
