package io.sluice.tests.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document whose sections have examples, each below a heading of its own. What comes before the
 * first section, and the sections' headings, are written by hand.
 */
final class Page {
  private static final Pattern HEADING = Pattern.compile("(?m)^### (.*)\n");

  private final Path file;

  Page(Path file) {
    this.file = file;
  }

  /** The examples of a section by their headings, in order; that of one without is empty. */
  Map<String, String> examples(String section) {
    Map<String, String> examples = new LinkedHashMap<>();
    String name = "";
    String rest = section(section).group(2);
    for (Matcher next = HEADING.matcher(rest); next.find(); next = HEADING.matcher(rest)) {
      put(examples, name, rest.substring(0, next.start()));
      name = next.group(1);
      rest = rest.substring(next.end());
    }
    put(examples, name, rest);
    return examples;
  }

  private static void put(Map<String, String> examples, String name, String text) {
    if (!name.isEmpty() || !text.isBlank()) {
      examples.put(name, text.strip());
    }
  }

  /** Replaces all examples of a section. */
  void write(String section, Map<String, String> examples) {
    StringBuilder text = new StringBuilder();
    examples.forEach(
        (name, example) -> {
          text.append(name.isEmpty() ? "" : "\n### " + name + "\n");
          text.append("\n").append(example).append("\n");
        });
    Matcher old = section(section);
    String page = read();
    try {
      Files.writeString(file, page.substring(0, old.start(2)) + text + page.substring(old.end(2)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From behind its heading up to the next one's line break. */
  private Matcher section(String name) {
    Matcher section =
        Pattern.compile("(?ms)^(## " + Pattern.quote(name) + "\n)(.*?)(?=\n## |\\z)")
            .matcher(read());
    if (!section.find()) {
      throw new AssertionError("%s has no heading '## %s'".formatted(file, name));
    }
    return section;
  }

  private String read() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
