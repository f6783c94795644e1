package io.sluice.sandbox;

import java.io.File;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The jars that a server runs from.
 *
 * @param classPath in the platform's notation
 */
record ServerJars(String classPath) {

  /** The version in the name of one of the jars. */
  String versionOf(String artifact) {
    Matcher jar = find(artifact);
    return jar.find() ? jar.group("version") : "(unknown version)";
  }

  /**
   * The file of one of the jars.
   *
   * @throws IllegalStateException when there is none
   */
  String jarOf(String artifact) {
    Matcher jar = find(artifact);
    if (!jar.find()) {
      throw new IllegalStateException("no " + artifact + " in " + classPath);
    }
    return jar.group();
  }

  private Matcher find(String artifact) {
    String name = Pattern.quote("/" + artifact + "-") + "(?<version>\\d[^/]*)\\.jar";
    return Pattern.compile("[^" + File.pathSeparator + "]*" + name).matcher(classPath);
  }
}
