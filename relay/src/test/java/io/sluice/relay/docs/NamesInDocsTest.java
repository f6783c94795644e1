package io.sluice.relay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Classes, messages and tests that the documents name are there. */
class NamesInDocsTest {
  private static final Path ROOT = Path.of(System.getProperty("sluice.root"));
  private static final Pattern CLASS = Pattern.compile("`(?:wal\\.|encode\\.)?([A-Z][a-z]\\w+)`");
  private static final Pattern MESSAGE = Pattern.compile("(?m)^message (\\w+)");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:IT|Test))(?:\\.(\\w+))?`");

  @Test
  void classesOfTheArchitectureExist() throws IOException {
    Set<String> names = new TreeSet<>(sources("main").keySet());
    MESSAGE
        .matcher(Document.text("proto/src/main/protobuf/wal.proto"))
        .results()
        .forEach(message -> names.add(message.group(1)));

    assertThat(CLASS.matcher(Document.text("ARCHITECTURE.md")).results())
        .extracting(name -> name.group(1))
        .isNotEmpty()
        .isSubsetOf(names);
  }

  @Test
  void testsThatShowAGuaranteeExist() throws IOException {
    assertTestsExist("docs/guarantees.md");
  }

  @Test
  void testsThatShowWhatIsProtectedExist() throws IOException {
    assertTestsExist("docs/security.md");
  }

  @Test
  void everyGuaranteeIsShownByATest() throws IOException {
    List<String> promises = Document.of("docs/guarantees.md").rows("# Guarantees");

    assertThat(promises)
        .isNotEmpty()
        .allSatisfy(
            promise -> {
              String shownBy = promise.substring(promise.lastIndexOf('|', promise.length() - 2));
              assertThat(TEST.matcher(shownBy).find() || shownBy.contains("the same"))
                  .as("%s names no test", shownBy)
                  .isTrue();
            });
  }

  private static void assertTestsExist(String document) throws IOException {
    Map<String, String> sources = sources("test");

    assertThat(TEST.matcher(Document.text(document)).results())
        .isNotEmpty()
        .allSatisfy(
            test -> {
              String method = test.group(2) == null ? "Test\n" : " " + test.group(2) + "(";
              assertThat(sources.getOrDefault(test.group(1), "no such test")).contains(method);
            });
  }

  /** The text of each class of all modules, by its name. */
  private static Map<String, String> sources(String kind) throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src/" + kind + "/java"))
          .filter(Files::isDirectory)
          .flatMap(NamesInDocsTest::files)
          .collect(Collectors.toMap(NamesInDocsTest::name, NamesInDocsTest::text, (a, b) -> a));
    }
  }

  private static Stream<Path> files(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
