package io.sluice.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationConfigTest {
  @TempDir Path directory;
  private ConfigFiles files;

  @BeforeEach
  void open() throws Exception {
    files = new ConfigFiles(directory);
  }

  @Test
  void nameTopicAndEnvelopeAreChecked() throws Exception {
    assertThat(
            problems(
                """
                  - { name: a/b, kafka: { bootstrap.servers: "a:1" } }
                  - name: b
                    topic: ${tabel}
                    envelope: avro
                    start: now
                    transmission_enabled: perhaps
                    kafka: { bootstrap.servers: "a:1" }
                """))
        .containsExactly(
            "destinations[0].name: a/b cannot name files; use up to 100 letters, digits, dots,"
                + " dashes, underscores",
            "destinations[0].topic: missing; name the Kafka topic, for example topic: demo-topic or"
                + " ${keyspace}.${table}",
            "destinations[1].topic: unknown variable ${tabel}; there are ${keyspace}, ${table} and"
                + " ${data_center}",
            "destinations[1].transmission_enabled: perhaps is neither true nor false",
            "destinations[1].start: now is not known; give one of oldest, latest",
            "destinations[1].envelope: avro is not known; give one of flat, change, protobuf,"
                + " debezium");
  }

  @Test
  void theEnvelopeProtobufTakesNoConverter() throws Exception {
    assertThat(
            problems(
                """
                  - name: a
                    topic: t
                    envelope: protobuf
                    value_converter: { class: org.apache.kafka.connect.json.JsonConverter }
                    kafka: { bootstrap.servers: "a:1" }
                  - name: b
                    topic: t
                    envelope: protobuf
                    kafka: { bootstrap.servers: "a:1" }
                """))
        .containsExactly(
            "destinations[0].value_converter: envelope: protobuf makes the bytes itself, with no"
                + " converter; remove this key, or choose another envelope");
  }

  @Test
  void haltAfter() throws Exception {
    RelayConfig config = files.load(ConfigFiles.DESTINATION + "    halt_after: 7\n");
    assertThat(config.destinations().get(0).haltAfter()).isEqualTo(7);
    assertThat(files.load(ConfigFiles.DESTINATION).destinations().get(0).haltAfter())
        .isEqualTo(DestinationConfig.DEFAULT_HALT_AFTER);
    assertThat(
            problems(
                """
                  - { name: a, topic: t, halt_after: 0, kafka: { bootstrap.servers: "a:1" } }
                """))
        .singleElement()
        .asString()
        .startsWith("destinations[0].halt_after: 0 ");
  }

  @Test
  void converterPatience() throws Exception {
    RelayConfig config = files.load(ConfigFiles.DESTINATION + "    converter_patience: 90s\n");
    assertThat(config.destinations().get(0).converterPatience()).isEqualTo(Duration.ofSeconds(90));
    assertThat(files.load(ConfigFiles.DESTINATION).destinations().get(0).converterPatience())
        .isEqualTo(DestinationConfig.DEFAULT_CONVERTER_PATIENCE);
    assertThat(
            problems(
                """
                  - name: a
                    topic: t
                    converter_patience: 366d
                    kafka: { bootstrap.servers: "a:1" }
                """))
        .singleElement()
        .asString()
        .startsWith("destinations[0].converter_patience: 366d ");
  }

  @Test
  void propertiesThatBreakTheGuaranteeAreRefused() throws Exception {
    assertThat(
            kafkaProblems(
                "acks: 1, enable.idempotence: false, transactional.id: x, key.serializer: y,"
                    + " bootstrap.servers: \"a:1\""))
        .containsExactlyInAnyOrder(
            "destinations[0].kafka.acks: must be all, or changes are lost or reordered; remove this"
                + " line",
            "destinations[0].kafka.enable.idempotence: must be true, or changes are lost or"
                + " reordered; remove this line",
            "destinations[0].kafka.transactional.id: is the relay's own; remove this line,"
                + " and for transactions set delivery: exactly_once",
            "destinations[0].kafka.key.serializer: is the relay's own; use key_converter and"
                + " value_converter");
  }

  @Test
  void kafkasOwnRulesAreApplied() throws Exception {
    assertThat(kafkaProblems("linger.ms: soon, retries: 0, bootstrap.servers: localhost"))
        .containsExactly(
            "destinations[0].kafka.bootstrap.servers: localhost is not a list of host:port,"
                + " separated by commas",
            "destinations[0].kafka.linger.ms: Kafka's producer does not accept this value; it"
                + " needs: long, [0,...]",
            "destinations[0].kafka: Kafka's producer does not accept these properties: Must set"
                + " retries to non-zero when using the idempotent producer.");
    assertThat(kafkaProblems(""))
        .containsExactly(
            "destinations[0].kafka.bootstrap.servers: missing; name at least one broker, for"
                + " example bootstrap.servers: \"localhost:9092\"");
  }

  @Test
  void anUnknownProducerPropertyIsOnlyWarnedOf() throws Exception {
    RelayConfig config =
        files.load(
            """
            destinations:
              - name: demo
                topic: t
                kafka: { bootstrap.servers: "a:1", my.interceptor.key: 5 }
            channels: [ { keyspace: k, table: t, destination: demo } ]
            """);
    assertThat(config.warnings())
        .containsExactly(
            "destination demo: kafka.my.interceptor.key is no property of Kafka's producer; passed"
                + " on as it is");
    assertThat(config.destinations().get(0).kafka().values())
        .containsEntry("my.interceptor.key", "5");
  }

  @Test
  void convertersAreTriedOut() throws Exception {
    assertThat(
            problems(
                """
                  - name: a
                    topic: t
                    key_converter: { class: com.example.Missing }
                    value_converter: { class: java.lang.String }
                    kafka: { bootstrap.servers: "a:1" }
                  - name: b
                    topic: t
                    value_converter: { schemas.enable: "my secret" }
                    kafka: { bootstrap.servers: "a:1" }
                """))
        .satisfiesExactly(
            missing ->
                assertThat(missing)
                    .startsWith(
                        "destinations[0].key_converter.class: com.example.Missing cannot be loaded")
                    .contains("lib directory"),
            other ->
                assertThat(other)
                    .isEqualTo(
                        "destinations[0].value_converter.class: java.lang.String is not an"
                            + " org.apache.kafka.connect.storage.Converter"),
            refused ->
                assertThat(refused)
                    .startsWith(
                        "destinations[1].value_converter: the converter refuses its properties: ")
                    .contains("schemas.enable")
                    .doesNotContain("secret"));
  }

  @Test
  void aConverterWhoseServicesDoNotFitIsAProblemLikeOthers() throws Exception {
    assertThat(
            problems(
                """
                  - name: a
                    topic: t
                    value_converter: { class: %s }
                    kafka: { bootstrap.servers: "a:1" }
                """
                    .formatted(MisfitConverter.class.getName())))
        .containsExactly(
            "destinations[0].value_converter: the converter refuses its properties:"
                + " java.util.ServiceConfigurationError: Module: Provider Jdk8Module not a subtype");
  }

  /** Finds another version of what it looks for. */
  public static final class MisfitConverter extends JsonConverter {
    @Override
    public void configure(Map<String, ?> properties, boolean key) {
      throw new ServiceConfigurationError("Module: Provider Jdk8Module not a subtype");
    }
  }

  @Test
  void secretsAreNotShown() throws Exception {
    RelayConfig config =
        files.load(
            """
            destinations:
              - name: demo
                topic: t
                value_converter: { basic.auth.user.info: hidden }
                kafka:
                  bootstrap.servers: "a:1"
                  security.protocol: SASL_SSL
                  sasl.jaas.config: 'm required username="u" password="hidden";'
                  ssl.truststore.password: hidden
            """);
    assertThat(config.toString())
        .contains("sasl.jaas.config", "basic.auth.user.info")
        .doesNotContain("hidden");
  }

  @Test
  void aLoginThatIsNoneIsAProblemWhichQuotesNothing() throws Exception {
    for (String login :
        List.of("hidden", "m required password=\"hid\"den\";", "m required hidden;")) {
      assertThat(
              kafkaProblems(
                  "bootstrap.servers: 'a:1', security.protocol: SASL_SSL, sasl.jaas.config: '%s'"
                      .formatted(login)))
          .singleElement()
          .asString()
          .startsWith("destinations[0].kafka.sasl.jaas.config: is not of the form")
          .doesNotContain("hid", "den\"");
    }
  }

  @Test
  void securityPropertiesWithoutTheirProtocolAreWarnedOf() throws Exception {
    RelayConfig config =
        files.load(
            """
            destinations:
              - name: demo
                topic: t
                kafka: { bootstrap.servers: "a:1", ssl.truststore.location: /t, sasl.mechanism: PLAIN }
            """);
    assertThat(config.warnings())
        .filteredOn(warning -> warning.contains("is not used"))
        .satisfiesExactly(
            sasl -> assertThat(sasl).startsWith("destination demo: kafka.sasl.* is not used"),
            ssl ->
                assertThat(ssl)
                    .startsWith("destination demo: kafka.ssl.* is not used")
                    .contains("kafka.security.protocol is PLAINTEXT"));
  }

  @Test
  void aSecretIsReadAgainForEachProducer() throws Exception {
    Path password = Files.writeString(directory.resolve("password"), "old");
    KafkaProperties kafka =
        files
            .load(
                """
                destinations:
                  - name: demo
                    topic: t
                    kafka:
                      bootstrap.servers: "a:1"
                      linger.ms: 5
                      security.protocol: SASL_SSL
                      sasl.jaas.config: 'm required password="${file:%s}";'
                """
                    .formatted(password))
            .destinations()
            .get(0)
            .kafka();
    assertThat(kafka.current()).isEqualTo(kafka.values());

    Files.writeString(password, "new\n");
    assertThat(kafka.current())
        .containsEntry("sasl.jaas.config", "m required password=\"new\";")
        .containsEntry("acks", "all")
        .containsEntry("linger.ms", "5");
    Files.writeString(password, "a\"hidden");
    assertThatThrownBy(kafka::current)
        .hasMessageStartingWith("kafka.sasl.jaas.config: is not of the form")
        .hasMessageNotContaining("hidden");
    Files.delete(password);
    assertThatThrownBy(kafka::current).hasMessageContaining("cannot read file " + password);
  }

  private List<String> kafkaProblems(String kafka) throws Exception {
    return problems("  - { name: demo, topic: t, kafka: { " + kafka + " } }\n");
  }

  private List<String> problems(String destinations) throws Exception {
    return files.refusal("destinations:\n" + destinations).problems();
  }
}
