package io.sluice.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/metrics.md has the attributes that the trigger's bean has, and no other. */
class MetricsDocsTest {
  private static final Path PAGE = Path.of(System.getProperty("sluice.root"), "docs/metrics.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]+ \\|.*\\|$");

  @Test
  void itHasEveryAttributeOfTheBean() throws Exception {
    assertThat(ROW.matcher(section()).results())
        .extracting(row -> row.group(1))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(attributes());
    assertThat(section()).contains("`" + CaptureTriggerMBean.NAME + "`");
  }

  private static List<String> attributes() {
    return Arrays.stream(CaptureTriggerMBean.class.getMethods())
        .map(getter -> getter.getName().replaceFirst("^get", ""))
        .toList();
  }

  private static String section() throws IOException {
    String page = Files.readString(PAGE);
    return page.substring(page.indexOf("\n## The trigger's, over JMX\n"));
  }
}
