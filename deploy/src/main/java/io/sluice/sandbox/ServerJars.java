package io.sluice.sandbox;

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
    Matcher jar =
        Pattern.compile("/" + Pattern.quote(artifact) + "-(\\d[^/]*)\\.jar").matcher(classPath);
    return jar.find() ? jar.group(1) : "(unknown version)";
  }
}
