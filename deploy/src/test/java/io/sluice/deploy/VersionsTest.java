package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Which versions are deployed: always a certain one, and where Sluice is tested on one, that one.
 */
class VersionsTest {
  private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+)");
  private static final Pattern ARGUMENT = Pattern.compile("(?m)^ARG SLUICE_VERSION=(\\S+)$");

  @Test
  void everyImageHasACertainVersion() throws IOException {
    assertThat(images())
        .hasSizeGreaterThan(8)
        .allMatch(image -> image.matches("[^:@]+:v?\\d+\\.\\d+\\.\\d[\\w.-]*"));
  }

  @Test
  void ourImagesAreOfThisVersion() throws IOException {
    String version = System.getProperty("sluice.version");

    assertThat(images())
        .filteredOn(image -> image.startsWith("sluice-"))
        .hasSizeGreaterThan(4)
        .allMatch(image -> image.matches("sluice-(relay|cassandra):" + Pattern.quote(version)));
    for (String file : Copied.named("Dockerfile")) {
      assertThat(ARGUMENT.matcher(Copied.text(file)).results())
          .extracting(argument -> argument.group(1))
          .as(file)
          .containsExactly(version);
    }
  }

  @Test
  void theServersAreThoseThatSluiceIsTestedOn() throws IOException {
    String cassandra = System.getProperty("cassandra.version");

    assertThat(images())
        .contains("cassandra:" + cassandra, "apache/kafka:" + System.getProperty("kafka.version"));
    assertThat(everywhere("serverVersion")).isNotEmpty().containsOnly(cassandra);
  }

  private static List<String> images() throws IOException {
    List<String> images = new ArrayList<>(everywhere("image"));
    for (String file : Copied.named("Dockerfile")) {
      FROM.matcher(Copied.text(file)).results().forEach(from -> images.add(from.group(1)));
    }
    return images;
  }

  private static List<String> everywhere(String key) throws IOException {
    List<String> values = new ArrayList<>();
    for (String file : Copied.named(".yaml")) {
      for (Yaml document : Copied.documents(file)) {
        document.everywhere(key).map(Yaml::text).forEach(values::add);
      }
    }
    return values;
  }
}
