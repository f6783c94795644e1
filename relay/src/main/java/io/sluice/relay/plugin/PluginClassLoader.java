package io.sluice.relay.plugin;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Loads the classes of a plugin from its own jars first, so that it may bring other versions of
 * what the relay uses. What both have in common comes from the relay, whatever the plugin brings:
 * the JDK, Kafka with its Connect API, and slf4j. Of a service whose class the plugin brings, only
 * its own providers are shown: the relay's are of another class of that name.
 */
final class PluginClassLoader extends URLClassLoader {
  private static final ClassLoader JDK = getPlatformClassLoader();
  private static final String SERVICES = "META-INF/services/";

  static {
    registerAsParallelCapable();
  }

  /**
   * A loader.
   *
   * @param plugin its name, for stack traces
   * @param parent the relay's
   */
  PluginClassLoader(String plugin, URL[] jars, ClassLoader parent) {
    super(plugin, jars, parent);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (isShared(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded == null) {
        loaded = findOwn(name);
      }
      return loaded == null ? super.loadClass(name, resolve) : loaded;
    }
  }

  private Class<?> findOwn(String name) {
    try {
      return findClass(name);
    } catch (ClassNotFoundException e) {
      return null; // the relay may have it
    }
  }

  private static boolean isShared(String name) {
    return name.startsWith("org.slf4j.") || name.startsWith("org.apache.kafka.") || isJdks(name);
  }

  /** Of the JDK are javax.crypto and org.w3c.dom, but not javax.inject: no prefix tells. */
  private static boolean isJdks(String name) {
    return name.startsWith("java.") || JDK.getResource(classFile(name)) != null;
  }

  private static String classFile(String name) {
    return name.replace('.', '/') + ".class";
  }

  /** The plugin's own first here too, for what looks services up. */
  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own == null && !isOwnService(name) ? super.getResource(name) : own;
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
    if (!isOwnService(name)) {
      all.addAll(Collections.list(getParent().getResources(name)));
    }
    return Collections.enumeration(all);
  }

  private boolean isOwnService(String resource) {
    if (!resource.startsWith(SERVICES)) {
      return false;
    }
    String service = resource.substring(SERVICES.length());
    return !isShared(service) && findResource(classFile(service)) != null;
  }
}
