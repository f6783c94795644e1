package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Every block of the documents that somebody may copy is what it is said to be: commands that a
 * shell can parse, unless a language is named. Other tests run them, or parse what follows {@code
 * sluice}.
 */
class DocumentBlocksTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```(\\w*)\n(.*?)^\\1```$");

  private static final Pattern PLACEHOLDER = Pattern.compile("<\\w+>");

  /** Which are compiled, parsed or compared elsewhere, or are for the eye. */
  private static final Set<String> OTHERS =
      Set.of("java", "js", "json", "properties", "textproto", "text");

  @TestFactory
  Stream<DynamicTest> everyBlock() throws IOException {
    Stream<Path> pages = pages().stream();
    return pages.flatMap(DocumentBlocksTest::blocks);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Copied.ROOT.resolve("docs"))) {
      Stream<Path> pages = docs.filter(file -> file.toString().endsWith(".md")).sorted();
      return Stream.concat(Stream.of(Copied.ROOT.resolve("README.md")), pages).toList();
    }
  }

  private static Stream<DynamicTest> blocks(Path page) {
    try {
      Matcher block = BLOCK.matcher(Files.readString(page));
      return block
          .results()
          .map(
              one ->
                  DynamicTest.dynamicTest(
                      page.getFileName() + ": " + one.group(3).lines().findFirst().orElse(""),
                      () -> check(one.group(2), one.group(3))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(String language, String block) throws Exception {
    switch (language) {
      case "", "bash", "sh" -> assertParses(block);
      case "yaml" ->
          assertThat(new Load(LoadSettings.builder().build()).loadFromString(block)).isNotNull();
      default -> assertThat(OTHERS).contains(language);
    }
  }

  private static void assertParses(String commands) throws Exception {
    Process shell = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    try (var in = shell.getOutputStream()) {
      in.write(PLACEHOLDER.matcher(commands).replaceAll("x").getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(said + commands).isZero();
  }
}
