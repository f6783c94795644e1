package io.sluice.trigger;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.settings.Settings;
import io.sluice.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.cassandra.cql3.QueryProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents say about {@code sluice-trigger.yaml} is what its reader does. */
class TriggerDocsTest {
  private static final Path ROOT = Path.of(System.getProperty("sluice.root"));
  private static final Pattern YAML = Pattern.compile("(?ms)^ *```yaml\n(.*?)^ *```$");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| `([^`]+)` \\|");
  private static final String KNOWN = "qqqqqqqq: unknown key; known here: ";

  @TempDir Path directory;

  @BeforeEach
  void setStorageDirectory() {
    System.setProperty("cassandra.storagedir", "/storage");
  }

  @AfterEach
  void clearStorageDirectory() {
    System.clearProperty("cassandra.storagedir");
  }

  @Test
  void everyExampleIsValid() throws Exception {
    assertThat(examples()).isNotEmpty();
    for (String example : examples()) {
      assertThat(load(example).directory()).isAbsolute();
    }
  }

  private static List<String> examples() throws IOException {
    List<String> examples = new ArrayList<>();
    for (Path page : pages()) {
      YAML.matcher(Files.readString(page)).results().forEach(block -> examples.add(block.group(1)));
    }
    examples.removeIf(yaml -> !yaml.contains("segment_size:") && !yaml.contains("on_full:"));
    return examples;
  }

  @Test
  void everyFileToCopyIsValid() throws Exception {
    List<Path> files = toCopy();

    assertThat(files).hasSizeGreaterThanOrEqualTo(4);
    for (Path file : files) {
      assertThat(load(Files.readString(file)).directory()).as("%s", file).isAbsolute();
    }
  }

  private static List<Path> toCopy() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("deploy"))) {
      return files
          .filter(file -> file.endsWith(TriggerSettings.FILE))
          .filter(file -> !file.toString().contains("/target/"))
          .collect(toList());
    }
  }

  /** The statements of deploy/compose.yaml. */
  @Test
  void theDemoIsCql() throws Exception {
    String demo = Files.readString(ROOT.resolve("deploy/compose/demo.cql"));
    String[] statements = demo.replaceAll("(?m)^--.*$", "").split(";\\s*");

    assertThat(statements).hasSize(3);
    for (String statement : statements) {
      assertThat(QueryProcessor.parseStatement(statement)).isNotNull();
    }
    assertThat(statements[2]).contains("USING '" + CaptureTrigger.class.getName() + "'");
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      Stream<Path> pages = docs.filter(file -> file.toString().endsWith(".md"));
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages).toList();
    }
  }

  @Test
  void theFileToCopySaysTheDefaults() throws Exception {
    assertDefaults(load(Files.readString(ROOT.resolve("deploy/config/sluice-trigger.yaml"))));
  }

  @Test
  void theDefaultsDocumentedAreThoseOfTheReader() throws Exception {
    Map<String, String> documented = documented();
    documented.replace("directory", "<storagedir>/sluice", "/storage/sluice");

    assertDefaults(TriggerSettings.of(Settings.of("file", documented)));
  }

  private static void assertDefaults(TriggerSettings settings) throws Exception {
    TriggerSettings defaults = TriggerSettings.of(Settings.of("file", Map.of()));
    assertThat(settings).usingRecursiveComparison().isEqualTo(defaults);
  }

  @Test
  void theKeysDocumentedAreThoseThatTheReaderKnows() throws Exception {
    SettingsException e =
        catchThrowableOfType(
            SettingsException.class,
            () -> TriggerSettings.of(Settings.of("file", Map.of("qqqqqqqq", "1"))));

    String known = e.problems().get(0);
    assertThat(known).startsWith(KNOWN);
    assertThat(documented().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.asList(known.substring(KNOWN.length()).split(", ")));
  }

  /** The keys in the table of docs/configuration.md, with their defaults. */
  private static Map<String, String> documented() throws IOException {
    String text = Files.readString(ROOT.resolve("docs/configuration.md"));
    String section = text.substring(text.indexOf("\n## sluice-trigger.yaml\n"));
    Map<String, String> defaults = new TreeMap<>();
    ROW.matcher(section).results().forEach(row -> defaults.put(row.group(1), row.group(2)));
    return defaults;
  }

  private TriggerSettings load(String yaml) throws Exception {
    Path file = Files.writeString(directory.resolve(TriggerSettings.FILE), yaml);
    return TriggerSettings.of(Settings.load(file));
  }
}
