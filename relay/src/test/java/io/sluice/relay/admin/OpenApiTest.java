package io.sluice.relay.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the document says is there, and what is there is in the document. */
class OpenApiTest {
  private static final Path MODULE = Path.of(System.getProperty("sluice.root"), "relay");
  private static final Pattern ROUTE =
      Pattern.compile("routes\\.(get|post|patch|delete)\\(\\s*(API \\+ )?\"([^\"]+)\"");

  @Test
  void itHasEveryRequest() throws IOException {
    Set<String> served = new TreeSet<>();
    for (String name : List.of("AdminServer.java", "StatusPage.java")) {
      Path source = MODULE.resolve("src/main/java/io/sluice/relay/admin").resolve(name);
      ROUTE
          .matcher(Files.readString(source))
          .results()
          .forEach(
              route ->
                  served.add(
                      route.group(1)
                          + (route.group(2) == null ? " " : " /api/v1")
                          + route.group(3)));
    }
    assertThat(documented()).isNotEmpty().isEqualTo(served);
  }

  private static Set<String> documented() throws IOException {
    String text = Files.readString(MODULE.resolve("src/main/resources/openapi.yaml"));
    Map<?, ?> document = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
    Set<String> requests = new TreeSet<>();
    ((Map<?, ?>) document.get("paths"))
        .forEach(
            (path, methods) ->
                ((Map<?, ?>) methods)
                    .keySet().stream()
                        .filter(method -> !method.equals("parameters"))
                        .forEach(method -> requests.add(method + " " + path)));
    return requests;
  }
}
