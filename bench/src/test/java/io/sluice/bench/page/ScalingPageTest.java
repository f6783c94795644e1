package io.sluice.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bench.Report.Saved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalingPageTest {
  private static final List<Saved> RESULTS =
      List.of(ScalingResults.SCALING, ScalingResults.CAPTURE, ScalingResults.nodeOverhead(2));
  private static final Path DOCS = Path.of(System.getProperty("sluice.root"), "docs");
  private static final Pattern LINK = Pattern.compile("]\\(([a-z-]*\\.md)?(?:#([^)]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  @TempDir Path docs;
  private String page;

  @BeforeEach
  void write() throws IOException {
    new ScalingPage(RESULTS).write(docs);
    page = Files.readString(docs.resolve("scaling.md"));
  }

  @Test
  void aTableHasAColumnForEachRing() {
    assertThat(page)
        .contains(
            "| nodes in the ring | 3 | 30 | 300 | 1,000 |",
            "| changes/s | 333,333 | 33,333 | 3,333 | 1,000 |",
            "| journal written | 66.7 MB/s | 6.67 MB/s | 667 kB/s | 200 kB/s |",
            "| destinations to share out tables to | 8 | 1 | 1 | 1 |")
        .contains("**none: raise it**");
  }

  @Test
  void unitCostsAreThoseThatWereMeasured() {
    assertThat(page)
        .contains(
            "| *J* | journal for a change, its outcome included | 200 B | 1.10 kB |",
            "| *T* | node's CPU for a capture | 2.00 µs | 2.00 µs |",
            "a whole node took 2.00 µs more for a write");
  }

  @Test
  void everyTableHasRowsOfEqualLength() {
    for (String part : page.split("\n\n", -1)) {
      if (part.startsWith("|")) {
        assertThat(part.lines().map(line -> line.split("\\|", -1).length))
            .as(part)
            .containsOnly(part.lines().findFirst().orElseThrow().split("\\|", -1).length);
      }
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<MatchResult> links = LINK.matcher(page).results().toList();

    assertThat(links).isNotEmpty();
    for (MatchResult link : links) {
      String there = link.group(1) == null ? page : Files.readString(DOCS.resolve(link.group(1)));
      if (link.group(2) != null) {
        assertThat(anchors(there)).as(link.group()).contains(link.group(2));
      }
    }
    assertThat(docs.resolve("images/scaling.svg")).isNotEmptyFile();
  }

  private static List<String> anchors(String text) {
    return HEADING
        .matcher(text)
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void withoutItsResultsThereIsNoPage() {
    List<Saved> some = List.of(ScalingResults.CAPTURE);

    assertThat(ScalingPage.isPossible(some)).isFalse();
    assertThat(ScalingPage.isPossible(RESULTS)).isTrue();
    assertThatThrownBy(() -> new ScalingPage(some)).hasMessageContaining("bench/run scaling");
  }
}
