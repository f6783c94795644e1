package io.sluice.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.bench.Report.Curve;
import io.sluice.bench.Report.Figure;
import io.sluice.bench.Report.Point;
import io.sluice.bench.Report.Ratio;
import io.sluice.bench.Report.Saved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PerformancePageTest {
  private static final Pattern IMAGE = Pattern.compile("!\\[.*]\\((.*)\\)");
  private static final Pattern ANCHOR = Pattern.compile("]\\(#(.*?)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^## (.*)$");

  private static final Saved WRITES =
      new Saved(
          "writes",
          "Writes: with & without",
          "bench/run writes",
          "2026-01-01T00:00:00Z",
          Map.of("jdk", "17"),
          List.of(
              new Figure("with < trigger", "µs", List.of(3.0, 1.0, 2.0)),
              new Figure("without", "µs", List.of(1.0, 1.0, 1.0)),
              new Figure("heap", "MiB", List.of(200.0))),
          List.of(
              new Ratio("with / without", "<= 1.25", "", List.of(3.0, 1.0, 2.0)),
              new Ratio("rate | with / without", ">= 0.98", "", List.of(0.99)),
              new Ratio("unbounded", "", "", List.of(0.5)),
              new Ratio("divided by nothing", "", "", List.of(Double.NaN)),
              new Ratio("garbage", "<= 64.0", "B", List.of(12.0, Double.POSITIVE_INFINITY))),
          List.of(),
          List.of("A note."));

  private static final Saved SCALING =
      new Saved(
          "scaling",
          "Cost as the backlog grows",
          "bench/run scaling",
          "2026-01-02T00:00:00Z",
          Map.of("jdk", "21"),
          List.of(),
          List.of(),
          List.of(curve("flat", 5, 5.1, 5.2), curve("protobuf", 4, 4.1, 4)),
          List.of());

  @TempDir Path docs;
  private String page;

  private static Curve curve(String what, double... values) {
    return new Curve(
        what,
        "changes",
        "µs",
        List.of(
            new Point(1e5, List.of(values[0], values[0] + 1)),
            new Point(1e6, List.of(values[1])),
            new Point(1e7, List.of(values[2]))));
  }

  @BeforeEach
  void write() throws IOException {
    new PerformancePage(List.of(WRITES, SCALING), "Two cores.\n").write(docs);
    page = Files.readString(docs.resolve("performance.md"));
  }

  @Test
  void boundsStandFirst() {
    String bounds = page.substring(page.indexOf("## Bounds"), page.indexOf("## Limits"));

    assertThat(bounds)
        .contains(
            "| with / without | ≤ 1.25 | 2.00 (1.00–3.00) | **no** |"
                + " [writes](#writes-with--without) |",
            "| garbage, B | ≤ 64 |",
            "| rate \\| with / without | ≥ 0.98 | 0.99 (0.99–0.99) | yes |")
        .doesNotContain("unbounded");
  }

  @Test
  void limitsStandBehindThem() {
    assertThat(page).contains("## Limits\n\nTwo cores.\n\n## Environment");
  }

  @Test
  void aSectionHasCommandNumbersAndNotes() {
    assertThat(page)
        .contains(
            "```\nbench/run writes\n```",
            "| with < trigger | µs | 2.00 | 1.00 | 3.00 | 3 |",
            "| unbounded | 0.50 | 0.50 | 0.50 |  |  |",
            "| 100k | µs | 6.00 | 5.00 | 6.00 | 2 |",
            "- A note.");
  }

  @Test
  void anotherEnvironmentIsToldInItsSection() {
    assertThat(page).contains("| jdk | 17 |", "2026-01-02T00:00:00Z, on 21.");
  }

  @Test
  void everyTableHasRowsOfEqualLength() {
    for (String part : page.split("\n\n", -1)) {
      if (part.startsWith("|")) {
        assertThat(part.lines().map(line -> line.replace("\\|", "").split("\\|", -1).length))
            .as(part)
            .containsOnly(part.lines().findFirst().orElseThrow().split("\\|", -1).length);
      }
    }
  }

  @Test
  void everyLinkLeadsSomewhere() {
    List<String> anchors =
        HEADING
            .matcher(page)
            .results()
            .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", ""))
            .map(heading -> heading.replace(' ', '-'))
            .toList();

    assertThat(ANCHOR.matcher(page).results().map(link -> link.group(1)))
        .isNotEmpty()
        .isSubsetOf(anchors);
    assertThat(images()).hasSize(2).allSatisfy(image -> assertThat(docs.resolve(image)).exists());
  }

  @Test
  void picturesAreXmlThatAScreenReaderCanRead() throws Exception {
    for (String image : images()) {
      Element svg = parse(image).getDocumentElement();

      assertThat(svg.getAttribute("role")).isEqualTo("img");
      assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
      assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).isNotBlank();
      NodeList groups = svg.getElementsByTagName("g");
      assertThat(groups.getLength()).isPositive();
      for (int i = 0; i < groups.getLength(); i++) {
        assertThat(groups.item(i).getFirstChild().getNodeName()).isEqualTo("title");
      }
    }
  }

  @Test
  void picturesHaveABarForEveryNumberAndAPointForEveryPlace() throws Exception {
    assertThat(parse("images/performance/writes.svg").getElementsByTagName("g").getLength())
        .isEqualTo(WRITES.figures().size() + WRITES.ratios().size());
    Document curves = parse("images/performance/scaling.svg");
    assertThat(curves.getElementsByTagName("polyline").getLength()).isEqualTo(2);
    assertThat(curves.getElementsByTagName("circle").getLength()).isEqualTo(6);
  }

  @Test
  void nothingIsDrawnOutsideThePicture() throws Exception {
    for (String image : images()) {
      Element svg = parse(image).getDocumentElement();
      int height = Integer.parseInt(svg.getAttribute("height"));
      int width = Integer.parseInt(svg.getAttribute("width"));
      NodeList lines = svg.getElementsByTagName("line");
      for (int i = 0; i < lines.getLength(); i++) {
        Element line = (Element) lines.item(i);
        assertThat(Double.parseDouble(line.getAttribute("x2"))).isBetween(0.0, (double) width);
        assertThat(Double.parseDouble(line.getAttribute("y2"))).isBetween(0.0, (double) height);
      }
    }
  }

  @Test
  void withoutResultsThereIsNoPage() {
    assertThatThrownBy(() -> new PerformancePage(List.of(), "")).hasMessageContaining("bench/run");
  }

  private List<String> images() {
    return IMAGE.matcher(page).results().map((MatchResult link) -> link.group(1)).toList();
  }

  private Document parse(String image) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(docs.resolve(image).toFile());
  }
}
