package io.sluice.relay.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown file of the project. */
final class Document {
  private static final Path ROOT = Path.of(System.getProperty("sluice.root"));
  private static final Pattern YAML = Pattern.compile("(?ms)^ *```yaml\n(.*?)\n *```$");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private final String text;

  private Document(Path file) throws IOException {
    text = Files.readString(file);
  }

  static Document of(String name) throws IOException {
    return new Document(ROOT.resolve(name));
  }

  /** The text of a file of the project. */
  static String text(String name) throws IOException {
    return of(name).text;
  }

  /** The text of every file of a name that an operator may copy from {@code deploy}. */
  static List<String> textsToCopy(String name) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT.resolve("deploy"))) {
      for (Path file : files.filter(path -> path.endsWith(name)).sorted().toList()) {
        String path = ROOT.relativize(file).toString();
        if (!path.contains("/src/") && !path.contains("/target/")) {
          texts.add(text(path));
        }
      }
    }
    return texts;
  }

  /** README.md and all of docs. */
  static List<String> names() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      Stream<Path> pages = docs.filter(file -> file.toString().endsWith(".md")).sorted();
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages)
          .map(file -> ROOT.relativize(file).toString())
          .toList();
    }
  }

  List<String> yamlBlocks() {
    return YAML.matcher(text).results().map(block -> block.group(1).stripIndent()).toList();
  }

  /**
   * The keys in the first table under a heading, each with its default: empty where it has none
   * that could be written in the file.
   */
  Map<String, String> settings(String heading) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String row : rows(heading)) {
      String[] cells = row.split("\\|", 4);
      codes(cells[1]).forEach(key -> settings.put(key, codes(cells[2]).findFirst().orElse("")));
    }
    return settings;
  }

  /** The rows of the first table under a heading. */
  List<String> rows(String heading) {
    String section =
        text.substring(("\n" + text).indexOf("\n" + heading + "\n") + heading.length());
    return Arrays.stream(section.split("\n"))
        .dropWhile(line -> !line.startsWith("|---"))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }

  private static Stream<String> codes(String cell) {
    return CODE.matcher(cell).results().map(code -> code.group(1));
  }
}
