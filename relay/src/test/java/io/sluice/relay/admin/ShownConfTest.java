package io.sluice.relay.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.relay.config.RelayConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownConfTest {
  @TempDir Path directory;

  @Test
  void secretsAndWhatMayBeOneAreHidden() throws Exception {
    Files.createDirectory(directory.resolve("journal"));
    Path file =
        Files.writeString(
            directory.resolve("relay.yaml"),
            """
            journal: %1$s/journal
            state: %1$s/state
            destinations:
              - name: demo
                topic: demo-topic
                value_converter:
                  class: org.apache.kafka.connect.json.JsonConverter
                  schemas.enable: false
                  basic.auth.user.info: user:secret-a
                kafka:
                  bootstrap.servers: "nowhere:1"
                  security.protocol: SSL
                  ssl.truststore.password: secret-b
                  interceptor.of.a.plugin: secret-c
            """
                .formatted(directory));
    Map<String, String> shown = ShownConf.of(RelayConfig.load(file).destinations().get(0));

    assertThat(shown)
        .containsEntry("topic", "demo-topic")
        .containsEntry("kafka.bootstrap.servers", "nowhere:1")
        .containsEntry("kafka.security.protocol", "SSL")
        .containsEntry("kafka.ssl.truststore.password", "[hidden]")
        .containsEntry("kafka.interceptor.of.a.plugin", "[hidden]")
        .containsEntry("value_converter.basic.auth.user.info", "[hidden]");
    assertThat(shown.toString()).doesNotContain("secret-");
  }
}
