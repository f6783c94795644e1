package io.sluice.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/** Every {@code sluice} command that a document or a help text shows has options that exist. */
class DocumentedCommandsTest {
  private static final Path ROOT = Path.of(System.getProperty("sluice.root"));
  private static final Pattern LINE =
      Pattern.compile("(?m)^ *(?:\\S*/bin/)?sluice ((?:[^\\\\\n]|\\\\\n)+)$");
  private static final Pattern INLINE = Pattern.compile("`sluice ([^`]+)`");

  /** With what stands for something else: a synopsis, and no command. */
  private static final Pattern SYNOPSIS = Pattern.compile("…|\\[|COMMAND|<\\(");

  @TestFactory
  Stream<DynamicTest> ofDocuments() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path document : documents()) {
      String text = Files.readString(document);
      for (Pattern pattern : List.of(LINE, INLINE)) {
        Matcher command = pattern.matcher(text);
        while (command.find()) {
          add(tests, ROOT.relativize(document).toString(), command.group(1));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(50);
    return tests.stream();
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      Stream<Path> pages = docs.filter(file -> file.toString().endsWith(".md")).sorted();
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), pages).toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> ofHelpTexts() {
    List<DynamicTest> tests = new ArrayList<>();
    addHelpTexts(tests, Sluice.commandLine());
    assertThat(tests).hasSizeGreaterThan(20);
    return tests.stream();
  }

  private static void addHelpTexts(List<DynamicTest> tests, CommandLine command) {
    String footer = String.join("\n", command.getCommandSpec().usageMessage().footer());
    Matcher example = LINE.matcher(footer);
    while (example.find()) {
      add(tests, command.getCommandSpec().qualifiedName() + " --help", example.group(1));
    }
    command.getSubcommands().values().forEach(sub -> addHelpTexts(tests, sub));
  }

  private static void add(List<DynamicTest> tests, String where, String text) {
    String command = text.replace("\\\n", " ").replaceAll("\\s+", " ").trim();
    if (!SYNOPSIS.matcher(command).find()) {
      tests.add(DynamicTest.dynamicTest(where + ": " + command, () -> assertKnown(command)));
    }
  }

  /**
   * Options that are known, with values that they take; those that are required may be left out.
   */
  private static void assertKnown(String command) {
    assertThatCode(() -> parse(command)).as("sluice %s", command).doesNotThrowAnyException();
  }

  private static void parse(String command) {
    try {
      Sluice.commandLine().parseArgs(command.split(" "));
    } catch (CommandLine.MissingParameterException e) {
      assertThat(e.getMessage()).contains("Missing required");
    }
  }

  @Test
  void somethingThatIsNoCommandIsFound() {
    assertThatCode(() -> parse("destination list --nonsense"))
        .isInstanceOf(CommandLine.UnmatchedArgumentException.class);
  }
}
