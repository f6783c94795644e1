package io.sluice.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private enum Sync {
    PERIODIC,
    GROUP
  }

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path directory;

  @Test
  void absentKeysHaveTheirFallbacks() throws Exception {
    Settings settings = load("");

    assertThat(settings.text("text", "t")).isEqualTo("t");
    assertThat(settings.flag("flag", true)).isTrue();
    assertThat(settings.number("number", 7, 0, 10)).isEqualTo(7);
    assertThat(settings.size("size", 8, 0, 10)).isEqualTo(8);
    assertThat(settings.duration("time", SECOND, SECOND, DAY)).isEqualTo(SECOND);
    assertThat(settings.choice("sync", Sync.PERIODIC)).isEqualTo(Sync.PERIODIC);
    assertThat(settings.path("path", Path.of("p"))).isEqualTo(Path.of("p"));
    assertThat(settings.texts("texts")).isEmpty();
    assertThat(settings.entries("entries")).isEmpty();
    assertThat(settings.section("section").has("key")).isFalse();
    assertThat(settings.sections("sections")).isEmpty();
    settings.finish();
  }

  @Test
  void everyKindOfValueIsRead() throws Exception {
    Settings settings =
        load(
            """
            text: 007
            flag: True
            number: -3
            size: 16MiB
            plain: 4096
            time: 200ms
            sync: group
            path: /var/lib/sluice
            texts: [a, 7]
            alone: "b:1"
            entries: { linger.ms: 5, compression.type: lz4, empty: "" }
            section: { key: inner }
            sections:
              - name: one
              - { name: two }
            """);

    assertThat(settings.requiredText("text")).isEqualTo("007");
    assertThat(settings.flag("flag", false)).isTrue();
    assertThat(settings.number("number", 0, -5, 5)).isEqualTo(-3);
    assertThat(settings.size("size", 0, 0, Long.MAX_VALUE)).isEqualTo(16L << 20);
    assertThat(settings.size("plain", 0, 0, Long.MAX_VALUE)).isEqualTo(4096);
    assertThat(settings.duration("time", SECOND, Duration.ZERO, DAY))
        .isEqualTo(Duration.ofMillis(200));
    assertThat(settings.choice("sync", Sync.PERIODIC)).isEqualTo(Sync.GROUP);
    assertThat(settings.path("path", Path.of(""))).isEqualTo(Path.of("/var/lib/sluice"));
    assertThat(settings.texts("texts")).containsExactly("a", "7");
    assertThat(settings.texts("alone")).containsExactly("b:1");
    assertThat(settings.entries("entries"))
        .containsExactly(
            Map.entry("linger.ms", "5"),
            Map.entry("compression.type", "lz4"),
            Map.entry("empty", ""));
    assertThat(settings.section("section").text("key", "")).isEqualTo("inner");
    assertThat(settings.sections("sections"))
        .extracting(section -> section.text("name", ""))
        .containsExactly("one", "two");
    settings.finish();
  }

  @Test
  void allProblemsAreReportedTogetherWithTheirPaths() throws Exception {
    Settings settings =
        load(
            """
            flag: maybe
            number: 11
            size: 1MB
            time: 10
            sync: sometimes
            text: [a]
            section: none
            list: { a: b }
            sections:
              - { nmae: one }
              - two
            colour: red
            """);
    settings.flag("flag", true);
    settings.number("number", 1, 0, 10);
    settings.size("size", 1, 1 << 10, 1L << 30);
    settings.duration("time", SECOND, SECOND, DAY);
    settings.choice("sync", Sync.GROUP);
    settings.text("text", "");
    settings.section("section").text("key", "");
    settings.sections("list");
    settings.sections("sections").forEach(section -> section.requiredText("name", "name it"));
    settings.problem("", "of no one key");

    SettingsException e = catchThrowableOfType(SettingsException.class, settings::finish);

    assertThat(e.problems())
        .containsExactly(
            "flag: maybe is neither true nor false",
            "number: 11 is out of range; give a number from 0 to 10",
            "size: 1MB is not a size; write for example 512KiB, 16MiB or 16GiB",
            "time: 10 is not a duration; write for example 200ms, 5s, 10m, 1h or 7d",
            "sync: sometimes is not known; give one of periodic, group",
            "text: needs a single value, not a list",
            "section: needs a mapping (lines of the form key: value), not a single value",
            "list: needs a list of mappings (each starting with \"- \"), not a mapping",
            "sections[1]: needs a mapping (lines of the form key: value), not a single value",
            "sections[0].name: missing; name it",
            "sections[1].name: missing; name it",
            "of no one key",
            "colour: unknown key; known here: flag, list, number, section, sections, size, sync,"
                + " text, time",
            "sections[0].nmae: unknown key; did you mean name?");
    assertThat(e)
        .hasMessageStartingWith(
            directory.resolve("test.yaml") + ": 14 problems\n  flag: maybe is neither");
  }

  @Test
  void rangesAreNamedInUnits() throws Exception {
    Settings settings = load("{ size: 2GiB, time: 2d, huge: 99999999999999999999d, far: 2m }");
    settings.size("size", 1, 0, 1L << 30);
    settings.duration("time", SECOND, SECOND, DAY);
    settings.duration("huge", SECOND, Duration.ZERO, DAY);
    settings.duration("far", SECOND, SECOND, Duration.ofSeconds(90));

    SettingsException e = catchThrowableOfType(SettingsException.class, settings::finish);

    assertThat(e.problems())
        .containsExactly(
            "size: 2GiB is out of range; give 0 to 1GiB",
            "time: 2d is out of range; give 1s to 1d",
            "huge: 99999999999999999999d is out of range; give 0ms to 1d",
            "far: 2m is out of range; give 1s to 90s");
  }

  @Test
  void referencesAreResolvedAndTheirValuesNeverShown() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "from file\n");
    Map<String, String> tree =
        Map.of(
            "text", "a ${env:NAME} b ${file:" + secret + "}",
            "topic", "${keyspace}.${table}",
            "number", "${env:NAME}");
    Settings settings = Settings.of("test", tree, Map.of("NAME", "hidden$1")::get);

    assertThat(settings.text("text", "")).isEqualTo("a hidden$1 b from file");
    assertThat(settings.text("topic", "")).isEqualTo("${keyspace}.${table}");
    assertThat(settings.written("number")).isEqualTo("${env:NAME}");
    settings.number("number", 0, 0, 1);
    assertThat(catchThrowableOfType(SettingsException.class, settings::finish))
        .hasMessage("test: 1 problem\n  number: ${env:NAME} is not a whole number");
  }

  @Test
  void entriesAreReadAnewWithWhatFilesHoldThen() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "old");
    Map<String, String> entries = Map.of("password", "x${file:" + secret + "}");
    Settings settings = Settings.of("test", Map.of("kafka", entries));
    Supplier<Map<String, String>> anew = settings.entriesAnew("kafka");
    assertThat(settings.entries("kafka")).isEqualTo(anew.get());

    Files.writeString(secret, "new\n");
    assertThat(anew.get()).containsExactly(Map.entry("password", "xnew"));

    Files.writeString(secret, "\n"); // whoever writes it has just begun
    assertThatThrownBy(anew::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("file " + secret + " is empty; write the value into it");
    Files.delete(secret);
    assertThatThrownBy(anew::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("cannot read file " + secret);
    assertThat(settings.entriesAnew("absent").get()).isEmpty();
  }

  @Test
  void aReferenceToNothingNamesKeyAndReference() {
    Map<String, String> tree =
        Map.of("password", "${env:NOT_SET}", "user", "${file:" + directory + "/none}");
    Settings settings = Settings.of("test", tree, name -> null);

    assertThat(settings.requiredText("password")).isEmpty();
    assertThat(settings.requiredText("user")).isEmpty();
    assertThat(catchThrowableOfType(SettingsException.class, settings::finish).problems())
        .containsExactly(
            "password: environment variable NOT_SET is not set; set it where the process is started",
            "user: cannot read file " + directory + "/none (NoSuchFileException); check the path");
  }

  @Test
  void aFileThatCannotBeReadIsOneClearProblem() throws Exception {
    assertThat(failure(directory.resolve("none.yaml")).problems())
        .containsExactly("no such file; check the path");
    assertThat(failure(write("- a\n- b\n")).problems())
        .containsExactly("not a mapping; write settings as lines of the form key: value");
    assertThat(failure(write("a: 1\nb: {password: x\n")).problems())
        .singleElement()
        .asString()
        .startsWith("line 3: not YAML: ")
        .doesNotContain("password");
    assertThat(failure(write("a: 1\na: 2\n")).problems())
        .singleElement()
        .asString()
        .startsWith("line 2: not YAML: found duplicate key a");
    assertThat(failure(directory).problems())
        .singleElement()
        .asString()
        .startsWith("cannot be read as UTF-8 text");
  }

  @Test
  void emptyAndQuotedValuesDiffer() throws Exception {
    Settings settings = load("empty:\nquoted: ''\nword: 'null'\n");

    assertThat(settings.has("empty")).isFalse();
    assertThat(settings.text("quoted", "fallback")).isEmpty();
    assertThat(settings.text("word", "fallback")).isEqualTo("null");
    settings.finish();
  }

  @Test
  void severalFilesFailAsOne() {
    SettingsException first = new SettingsException("a.yaml", List.of("x: wrong"));
    SettingsException second = new SettingsException("b.yaml", List.of("y: wrong", "z: wrong"));

    SettingsException all = SettingsException.all(List.of(first, second));

    assertThat(all.problems()).containsExactly("x: wrong", "y: wrong", "z: wrong");
    assertThat(all)
        .hasMessage("a.yaml: 1 problem\n  x: wrong\nb.yaml: 2 problems\n  y: wrong\n  z: wrong");
  }

  private Settings load(String yaml) throws Exception {
    return Settings.load(write(yaml));
  }

  private Path write(String yaml) throws Exception {
    return Files.writeString(directory.resolve("test.yaml"), yaml);
  }

  private static SettingsException failure(Path file) {
    return catchThrowableOfType(SettingsException.class, () -> Settings.load(file));
  }
}
