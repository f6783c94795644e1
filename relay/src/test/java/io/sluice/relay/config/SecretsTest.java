package io.sluice.relay.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.settings.SettingsException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that is said of a configuration, good or bad, has a secret in it. */
class SecretsTest {
  private static final String SECRET = "hidden-4711";

  /** Every value on a line of its own; those of names are no secrets and stay as they are. */
  private static final String VALID =
      """
      dedupe:
        window: 10m
        max_entries: 1000
      destinations:
        - name: demo
          transmission_enabled: true
          start: oldest
          publish: confirmed
          lwt_writetime: read
          envelope: flat
          key_converter:
            schemas.enable: false
          value_converter:
            class: org.apache.kafka.connect.json.JsonConverter
            schemas.enable: false
          converter_patience: 1h
          kafka:
            bootstrap.servers: a:1
            linger.ms: 5
            security.protocol: SASL_SSL
            sasl.mechanism: SCRAM-SHA-512
            sasl.jaas.config: 'm required password="%1$s";'
            sasl.login.class: java.lang.String
            ssl.truststore.location: /t
            ssl.truststore.password: %1$s
            ssl.enabled.protocols: TLSv1.3
            partitioner.class: org.apache.kafka.clients.producer.RoundRobinPartitioner
            my.interceptor.key: %1$s
          topic: demo
      channels:
        - keyspace: k
          table: t
          destination: demo
      cassandra:
        contact_points: localhost
        username: u
        password: %1$s
        driver:
          advanced.ssl-engine-factory.truststore-password: %1$s
          basic.request.timeout: 5 seconds
      """
          .formatted(SECRET);

  @TempDir Path directory;
  private ConfigFiles files;

  @BeforeEach
  void open() throws Exception {
    files = new ConfigFiles(directory);
  }

  @Test
  void noPartOfAConfigurationShowsASecret() throws Exception {
    RelayConfig config = files.load(VALID);
    List<Object> parts = new ArrayList<>();
    collect(config, parts);

    assertThat(parts)
        .hasAtLeastOneElementOfType(KafkaProperties.class)
        .hasAtLeastOneElementOfType(ConverterConfig.class)
        .hasAtLeastOneElementOfType(CassandraConfig.Login.class)
        .allSatisfy(part -> assertThat(part.toString()).doesNotContain(SECRET));
    assertThat(config.destinations().get(0).kafka().current().toString()).contains(SECRET);
  }

  @Test
  void aSecretInTheWrongPlaceIsNotShownByWhatIsWrongWithIt() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), SECRET);
    List<String> lines = VALID.lines().toList();
    int refused = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.matches(".*\\S: \\S.*") && !line.contains("name: demo")) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(i, line.replaceAll(": \\S.*", ": \\${file:" + secret + "}"));
        List<String> said = said(String.join("\n", changed));
        refused += said.isEmpty() ? 0 : 1;
        assertThat(said).as(line).noneMatch(message -> message.contains(SECRET));
      }
    }
    assertThat(refused).isGreaterThan(15);
  }

  private List<String> said(String yaml) throws IOException {
    try {
      return files.load(yaml).warnings();
    } catch (SettingsException e) {
      return List.of(e.getMessage(), e.problems().toString(), String.valueOf(e.getCause()));
    }
  }

  private static void collect(Object part, List<Object> parts) throws Exception {
    if (part instanceof Optional<?> optional) {
      collect(optional.stream().toList(), parts);
    } else if (part instanceof Collection<?> collection) {
      for (Object element : collection) {
        collect(element, parts);
      }
    } else if (part instanceof Record && part.getClass().getName().startsWith("io.sluice.")) {
      parts.add(part);
      for (RecordComponent component : part.getClass().getRecordComponents()) {
        collect(component.getAccessor().invoke(part), parts);
      }
    }
  }
}
