package io.sluice.relay.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.relay.config.RelayConfig;
import io.sluice.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents say about {@code relay.yaml} is what its reader does. */
class RelayDocsTest {
  private static final String KNOWN = "unknown key; known here: ";

  @TempDir Path directory;
  private Document configuration;

  @BeforeEach
  void read() throws IOException {
    configuration = Document.of("docs/configuration.md");
  }

  @Test
  void everyExampleIsValid() throws Exception {
    List<String> examples = examples();

    assertThat(examples).hasSizeGreaterThanOrEqualTo(7);
    for (String example : examples) {
      RelayConfig config = load(example);
      assertThat(config.channels()).isNotEmpty();
      assertThat(config.warnings()).isEmpty();
    }
  }

  /** A line that begins with a key is one to use; so is none that is prose. */
  @Test
  void whatIsCommentedOutIsValidToo() throws Exception {
    String yaml = Document.text("deploy/config/relay.yaml");
    String all = yaml.replaceAll("(?m)^( *)# ([a-z_.]+: )", "$1$2");

    assertThat(all).contains("\nplugin_path: ", "\nadmin: ", "\n    envelope: ");
    assertThat(load(all).warnings()).isEmpty();
  }

  private static List<String> examples() throws IOException {
    List<String> examples = new ArrayList<>(Document.textsToCopy("relay.yaml"));
    for (String name : Document.names()) {
      examples.addAll(Document.of(name).yamlBlocks());
    }
    examples.removeIf(yaml -> !yaml.contains("\ndestinations:"));
    return examples;
  }

  @Test
  void theKeysDocumentedAreThoseThatTheReaderKnows() throws Exception {
    Path file =
        write(
            """
            journal: here
            state: here
            qqqqqqqq: 1
            dedupe: { qqqqqqqq: 1 }
            admin: { qqqqqqqq: 1 }
            cassandra: { qqqqqqqq: 1 }
            destinations: [ { qqqqqqqq: 1 } ]
            channels: [ { qqqqqqqq: 1 } ]
            """);
    SettingsException e =
        catchThrowableOfType(SettingsException.class, () -> RelayConfig.load(file));

    Set<String> main = new TreeSet<>(known(e, ""));
    for (String section : List.of("dedupe", "admin")) {
      main.remove(section);
      known(e, section + ".").forEach(key -> main.add(section + "." + key));
    }
    main.removeAll(Set.of("destinations", "channels", "cassandra"));
    assertThat(documented("## relay.yaml").keySet()).isEqualTo(main);
    assertThat(documented("### destinations").keySet()).isEqualTo(known(e, "destinations[0]."));
    assertThat(documented("### cassandra").keySet()).isEqualTo(known(e, "cassandra."));
    assertThat(documented("### channels").keySet()).isEqualTo(known(e, "channels[0]."));
  }

  /** What the reader says it knows where it meets a key that it does not. */
  private static Set<String> known(SettingsException e, String section) {
    String start = section + "qqqqqqqq: " + KNOWN;
    return e.problems().stream()
        .filter(problem -> problem.startsWith(start))
        .flatMap(problem -> List.of(problem.substring(start.length()).split(", ")).stream())
        .collect(Collectors.toSet());
  }

  @Test
  void theDefaultsDocumentedAreThoseOfTheReader() throws Exception {
    Map<String, String> main = documented("## relay.yaml");
    String dedupe =
        "dedupe: { window: %s, max_entries: %s }%nadmin: { listen: '%s' }%n"
            .formatted(
                main.get("dedupe.window"),
                main.get("dedupe.max_entries"),
                main.get("admin.listen"));
    Map<String, String> destination = documented("### destinations");
    destination.values().removeIf(String::isEmpty);

    RelayConfig written = load(dedupe + relay(destination));

    assertThat(destination).isNotEmpty();
    assertThat(written).usingRecursiveComparison().isEqualTo(load(relay(Map.of())));
  }

  private static String relay(Map<String, String> settings) {
    return """
        journal: here
        state: here
        destinations:
          - name: demo
            topic: demo-topic
            kafka: { bootstrap.servers: "localhost:9092" }
        """
        + settings.entrySet().stream()
            .map(setting -> "    %s: %s%n".formatted(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining());
  }

  private Map<String, String> documented(String heading) {
    return configuration.settings(heading);
  }

  private RelayConfig load(String yaml) throws Exception {
    return RelayConfig.load(write(yaml));
  }

  /** With directories of this test, and a secret, in the place of those that are named. */
  private Path write(String yaml) throws IOException {
    Path journal = Files.createDirectories(directory.resolve("journal"));
    String local =
        yaml.replaceAll("(?m)^journal: \\S+", "journal: " + journal)
            .replaceAll("(?m)^state: \\S+", "state: " + directory.resolve("state"))
            .replaceAll("(?m)^plugin_path: \\S+", "plugin_path: " + journal)
            .replaceAll("\\$\\{file:[^}]*}", "a secret");
    return Files.writeString(directory.resolve("relay.yaml"), local);
  }
}
