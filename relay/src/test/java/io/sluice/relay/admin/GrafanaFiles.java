package io.sluice.relay.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What stands in deploy/grafana. */
final class GrafanaFiles {
  static final Path ROOT = Path.of(System.getProperty("sluice.root"));
  static final Path DIRECTORY = ROOT.resolve("deploy/grafana");

  private GrafanaFiles() {}

  static String text(String name) throws IOException {
    return Files.readString(DIRECTORY.resolve(name));
  }

  /** Each question that the dashboard asks, with the names that it gives the answers. */
  static List<JsonNode> targets() throws IOException {
    return new ObjectMapper()
        .readTree(text("dashboard.json")).findValues("targets").stream()
            .flatMap(targets -> targets.valueStream())
            .toList();
  }

  /** The dashboard's questions as Prometheus gets them. */
  static List<String> questions() throws IOException {
    return targets().stream()
        .map(target -> target.path("expr").asText())
        .map(question -> question.replaceAll("\\$__\\w+", "5m").replaceAll("\\$\\w+", ".*"))
        .toList();
  }

  /** The alerts, as their file has them. */
  static List<Map<?, ?>> alerts() throws IOException {
    Object file = new Load(LoadSettings.builder().build()).loadFromString(text("alerts.yaml"));
    List<?> groups = (List<?>) ((Map<?, ?>) file).get("groups");
    return groups.stream()
        .flatMap(group -> ((List<?>) ((Map<?, ?>) group).get("rules")).stream())
        .<Map<?, ?>>map(rule -> (Map<?, ?>) rule)
        .toList();
  }
}
