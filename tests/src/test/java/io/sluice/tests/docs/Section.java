package io.sluice.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.DynamicTest;

/** The examples under one heading, as they are in the document and as they came. */
final class Section {
  /** A system property: {@code true} has the documents written instead of compared. */
  static final String WRITE = "sluice.docs.write";

  private final String file;
  private final String heading;
  private final Page page;
  private final Map<String, Supplier<String>> examples = new LinkedHashMap<>();

  Section(String envelope, String heading) {
    this.heading = heading;
    file = "docs/event-formats/" + envelope + ".md";
    page = new Page(Path.of(System.getProperty("sluice.root"), file));
  }

  /**
   * Adds an example.
   *
   * @param name its heading; empty for one that has none
   * @param text as it is to be in the document; asked for by the tests
   */
  void add(String name, Supplier<String> text) {
    assertThat(examples).as("two examples of one name in '%s'", heading).doesNotContainKey(name);
    examples.put(name, text);
  }

  /** What compares the section with the document, or writes it. */
  List<DynamicTest> tests() {
    if (Boolean.getBoolean(WRITE)) {
      return List.of(dynamicTest("write " + this, this::write));
    }
    List<DynamicTest> tests = new ArrayList<>();
    examples.forEach(
        (name, text) ->
            tests.add(dynamicTest(this + quoted(name), () -> assertSame(name, text.get()))));
    tests.add(dynamicTest(this + ": nothing else", this::assertNames));
    return tests;
  }

  private void write() {
    Map<String, String> texts = new LinkedHashMap<>();
    examples.forEach((name, text) -> texts.put(name, text.get()));
    page.write(heading, texts);
  }

  private void assertSame(String name, String text) {
    assertThat(page.examples(heading).get(name))
        .as("%s: the example%s is not what came. %s", this, quoted(name), fix())
        .isEqualTo(text);
  }

  private static String quoted(String name) {
    return name.isEmpty() ? "" : " '" + name + "'";
  }

  private void assertNames() {
    assertThat(page.examples(heading).keySet())
        .as("%s: the examples are not those of the test. %s", this, fix())
        .containsExactlyElementsOf(examples.keySet());
  }

  private static String fix() {
    return "If it should be so, have the tests write it: the command with -D%s=true in CONTRIBUTING.md"
        .formatted(WRITE);
  }

  @Override
  public String toString() {
    return "%s, '%s'".formatted(file, heading);
  }
}
