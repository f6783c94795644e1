package io.sluice.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts what {@code ${env:NAME}} and {@code ${file:/path}} stand for in their place, so that secrets
 * stay out of the file. Anything else in {@code ${…}} is left alone: topic templates look like
 * that.
 */
final class References {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]*)}");

  private final UnaryOperator<String> environment;

  /**
   * @param environment gives a variable's value, null where it is not set
   */
  References(UnaryOperator<String> environment) {
    this.environment = environment;
  }

  /**
   * @throws IllegalArgumentException where a reference leads nowhere; the message says which one
   *     and never holds a value
   */
  String resolve(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder resolved = new StringBuilder();
    while (matcher.find()) {
      boolean variable = matcher.group(1).equals("env");
      String value = variable ? variable(matcher.group(2)) : fileContent(matcher.group(2));
      matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(resolved).toString();
  }

  private String variable(String name) {
    String value = environment.apply(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "environment variable " + name + " is not set; set it where the process is started");
    }
    return value;
  }

  /**
   * The trailing line break that editors put at a file's end is not part of the secret. An empty
   * file is one that is just being written.
   */
  private static String fileContent(String path) {
    try {
      String content = Files.readString(Path.of(path)).stripTrailing();
      if (content.isEmpty()) {
        throw new IllegalArgumentException("file " + path + " is empty; write the value into it");
      }
      return content;
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(
          "cannot read file " + path + " (" + e.getClass().getSimpleName() + "); check the path",
          e);
    }
  }
}
