package io.sluice.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.relay.dedupe.DedupeWindow;
import io.sluice.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayConfigTest {
  @TempDir Path directory;
  private ConfigFiles files;

  @BeforeEach
  void open() throws Exception {
    files = new ConfigFiles(directory);
  }

  @Test
  void defaults() throws Exception {
    RelayConfig config = files.load(ConfigFiles.DESTINATION);

    assertThat(config.journal()).isEqualTo(files.journal());
    assertThat(config.state()).isEqualTo(files.state());
    assertThat(config.dedupe()).isEqualTo(new DedupeConfig(Duration.ofMinutes(10), 1_000_000));
    assertThat(config.channels()).isEmpty();
    DestinationConfig destination = config.destinations().get(0);
    assertThat(destination.transmissionEnabled()).isTrue();
    assertThat(destination.start()).isEqualTo(Start.OLDEST);
    assertThat(destination.envelope()).isEqualTo(Envelope.FLAT);
    ConverterConfig json =
        new ConverterConfig(JsonConverter.class, Map.of("schemas.enable", "false"));
    assertThat(destination.keyConverter()).isEqualTo(json);
    assertThat(destination.valueConverter()).isEqualTo(json);
    assertThat(destination.kafka().values())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "bootstrap.servers", "localhost:9092",
                "client.id", "sluice-demo",
                "acks", "all",
                "enable.idempotence", "true",
                "retries", "2147483647",
                "delivery.timeout.ms", "2147483647",
                "max.in.flight.requests.per.connection", "1",
                "linger.ms", "0",
                "batch.size", "65536",
                "max.block.ms", "2000"));
  }

  @Test
  void everyKey() throws Exception {
    RelayConfig config =
        files.load(
            """
            dedupe: { window: 1h, max_entries: 5 }
            destinations:
              - name: demo
                topic: ${keyspace}.${table}
                transmission_enabled: false
                start: latest
                envelope: flat
                key_converter: { class: org.apache.kafka.connect.storage.StringConverter }
                value_converter:
                  class: org.apache.kafka.connect.json.JsonConverter
                  schemas.enable: true
                kafka: { bootstrap.servers: "a:1, [::1]:2", linger.ms: 5, acks: all }
            channels:
              - { data_center: dc1, keyspace: ks, table: "*", destination: demo }
              - { keyspace: "k*", table: t, destination: demo }
            """);

    assertThat(config.dedupe()).isEqualTo(new DedupeConfig(Duration.ofHours(1), 5));
    DestinationConfig destination = config.destinations().get(0);
    assertThat(destination.topic()).isEqualTo("${keyspace}.${table}");
    assertThat(destination.transmissionEnabled()).isFalse();
    assertThat(destination.start()).isEqualTo(Start.LATEST);
    assertThat(destination.keyConverter().type().getSimpleName()).isEqualTo("StringConverter");
    assertThat(destination.keyConverter().properties()).isEmpty();
    assertThat(destination.valueConverter().properties())
        .isEqualTo(Map.of("schemas.enable", "true"));
    assertThat(destination.kafka().values()).containsEntry("linger.ms", "5");
    assertThat(config.channels())
        .containsExactly(
            new ChannelConfig(new ChannelKey("dc1", "ks", "*", "demo"), true, true),
            new ChannelConfig(new ChannelKey("*", "k*", "t", "demo"), true, true));
    assertThat(config.channelsTo(destination)).hasSize(2);
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void confDAddsDestinationsAndChannelsInTheOrderOfItsNames() throws Exception {
    files.writeConfD("20.yaml", ConfigFiles.DESTINATION.replace("demo", "late"));
    files.writeConfD(
        "10.yaml",
        ConfigFiles.DESTINATION.replace("demo", "early")
            + "channels: [ { keyspace: k, table: t, destination: demo } ]");
    files.writeConfD("ignored.yaml.bak", "not: read");

    RelayConfig config = files.load(ConfigFiles.DESTINATION);

    assertThat(config.destinations())
        .extracting(DestinationConfig::name)
        .containsExactly("demo", "early", "late");
    assertThat(config.channels()).hasSize(1);
  }

  @Test
  void aDedupeWindowThatCannotBeHeldIsRefused() throws Exception {
    int most = DedupeWindow.MOST_ENTRIES;
    String dedupe = "dedupe: { max_entries: %d }%n";
    assertThat(files.load(ConfigFiles.DESTINATION + dedupe.formatted(most)).dedupe().maxEntries())
        .isEqualTo(most);
    assertThat(files.refusal(ConfigFiles.DESTINATION + dedupe.formatted(most + 1)).problems())
        .singleElement()
        .asString()
        .contains("dedupe.max_entries", Integer.toString(most));
  }

  @Test
  void problemsOfAllFilesAreReportedTogether() throws Exception {
    files.writeConfD("a.yaml", "channels: [ { keyspace: k, table: t, destination: nowhere } ]");
    files.writeConfD("b.yaml", "{ not yaml");
    files.writeConfD("c.yaml", ConfigFiles.DESTINATION + "state: /elsewhere\n");

    assertThat(files.refusal(ConfigFiles.DESTINATION + "joournal: x\n").problems())
        .satisfiesExactly(
            b -> assertThat(b).contains("not YAML"),
            main -> assertThat(main).isEqualTo("joournal: unknown key; did you mean journal?"),
            a ->
                assertThat(a)
                    .isEqualTo(
                        "channels[0].destination: nowhere is no destination; add it to"
                            + " destinations, or name one of demo"),
            c1 -> assertThat(c1).startsWith("destinations[0].name: demo names another"),
            c2 -> assertThat(c2).startsWith("state: unknown key"));
  }

  @Test
  void journalAndStateAreChecked() throws Exception {
    Path plainFile = Files.writeString(directory.resolve("file"), "");
    Path yaml =
        Files.writeString(
            files.file(),
            "journal: %s/none/sluice%nstate: %s/below%n%s"
                .formatted(directory, plainFile, ConfigFiles.DESTINATION));

    assertThat(problems(yaml))
        .satisfiesExactly(
            journal ->
                assertThat(journal)
                    .startsWith("journal: " + directory + "/none/sluice is no directory; name the"),
            state ->
                assertThat(state)
                    .startsWith("state: " + plainFile + "/below cannot be created or written to"));
  }

  @Test
  void aJournalThatTheTriggerHasYetToMakeIsWaitedFor() throws Exception {
    Files.delete(files.journal());
    assertThat(files.load(ConfigFiles.DESTINATION).warnings())
        .anySatisfy(
            warning ->
                assertThat(warning).startsWith("journal: " + files.journal() + " does not exist"));
  }

  @Test
  void whatIsMissingIsNamedWithItsFix() throws Exception {
    Path yaml = Files.writeString(files.file(), "");
    assertThat(problems(yaml))
        .satisfiesExactly(
            journal -> assertThat(journal).startsWith("journal: missing; name the directory"),
            state -> assertThat(state).startsWith("state: missing; name a directory"));
  }

  @Test
  void noDestinationIsAllowedButToldOf() throws Exception {
    assertThat(files.load("").warnings())
        .anySatisfy(
            warning -> assertThat(warning).startsWith("destinations: there is none, so changes"));
  }

  @Test
  void channelsAreChecked() throws Exception {
    assertThat(
            files
                .refusal(
                    ConfigFiles.DESTINATION
                        + """
                        channels:
                          - { keyspace: k-s, destination: demo }
                          - { keyspace: k, table: t, destination: demo }
                          - { keyspace: k, table: t, destination: demo, paused: true }
                        """)
                .problems())
        .containsExactly(
            "channels[0].keyspace: k-s can be no keyspace's name; use letters, digits,"
                + " underscores, and * for any letters; each of several has a channel of its own",
            "channels[0].table: missing; name the table, or give * for every one",
            "channels[2]: the same channel is there already; remove one of them",
            "channels[2].paused: unknown key; known here: collection_enabled, data_center,"
                + " destination, keyspace, table, transmission_enabled");
  }

  @Test
  void aDestinationWithoutChannelsIsWarnedOf() throws Exception {
    assertThat(files.load(ConfigFiles.DESTINATION).warnings())
        .containsExactly("destination demo: no channel leads to it");
  }

  private static List<String> problems(Path file) {
    return catchThrowableOfType(SettingsException.class, () -> RelayConfig.load(file)).problems();
  }

  @Test
  void theDirectoryOfPluginsMustBeThere() throws Exception {
    Path nowhere = directory.resolve("nowhere");
    assertThat(files.refusal("plugin_path: " + nowhere + "\n" + ConfigFiles.DESTINATION).problems())
        .containsExactly(
            "plugin_path: "
                + nowhere
                + " cannot be listed (NoSuchFileException); name a directory that has one for each"
                + " plugin, with its jars");
  }

  @Test
  void whereAConverterIsLookedForIsSaid() throws Exception {
    String destination =
        ConfigFiles.DESTINATION + "    value_converter: { class: com.example.Missing }\n";
    assertThat(files.refusal("plugin_path: " + directory + "\n" + destination).problems())
        .containsExactly(
            "destinations[0].value_converter.class: com.example.Missing cannot be loaded"
                + " (ClassNotFoundException); put its jar, and what it needs, into a directory of"
                + " its own in "
                + directory
                + " (plugin_path), or into the relay's lib directory");
  }
}
