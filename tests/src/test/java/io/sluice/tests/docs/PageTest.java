package io.sluice.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
  private static final String WRITTEN =
      """
      # By hand

      ## One

      unnamed

      ## Two

      ### a

      first

      second

      ### b

      third
      """;

  @TempDir Path directory;
  private Path file;
  private Page page;

  @BeforeEach
  void writeHeadings() throws IOException {
    file = Files.writeString(directory.resolve("page.md"), "# By hand\n\n## One\n\n## Two\n");
    page = new Page(file);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Map<String, String> examples = new LinkedHashMap<>();
    examples.put("a", "first\n\nsecond");
    examples.put("b", "third");

    page.write("Two", examples);
    page.write("One", Map.of("", "unnamed"));

    assertThat(file).hasContent(WRITTEN);
    assertThat(page.examples("Two")).isEqualTo(examples);
    assertThat(page.examples("One")).isEqualTo(Map.of("", "unnamed"));
  }

  @Test
  void whatWasThereIsReplaced() throws IOException {
    Files.writeString(file, WRITTEN);

    page.write("One", Map.of("new", "text"));

    assertThat(file).hasContent(WRITTEN.replace("unnamed", "### new\n\ntext"));
    assertThat(page.examples("One")).isEqualTo(Map.of("new", "text"));
  }

  @Test
  void aSectionWithoutExamplesIsEmpty() {
    assertThat(page.examples("One")).isEmpty();
  }

  @Test
  void aSectionWithoutHeadingIsRefused() {
    assertThatThrownBy(() -> page.examples("Three"))
        .hasMessage("%s has no heading '## Three'", file);
  }
}
