package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.AdminCommands;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Destinations and channels that commands create, change and delete while a relay runs. */
@EndToEnd
class CommandsIT {
  private final Servers servers;
  private final Kafka kafka;
  private final Table table;

  CommandsIT(Servers servers) {
    this.servers = servers;
    this.kafka = servers.kafka();
    this.table = servers.cluster().keyspace().table("(k int PRIMARY KEY)");
  }

  /** In the order of the announcement of 2019. */
  @Test
  void fromNothingToATopic() throws IOException {
    RelayProcess relay = servers.relay(new RelaySettings());
    assertThat(create(relay, "told", "--transmission-enabled", "true"))
        .isEqualTo("Destination told created\n");
    assertThat(run(relay, "destination", "list", "--no-pretty-print"))
        .contains("\ntold,true,commands-told,");
    assertThat(
            channel(
                relay,
                "create",
                "told",
                "--transmission-enabled",
                "true",
                "--collection-enabled",
                "true"))
        .isEqualTo(
            "Created channel dc=dc1 keyspace=%s table=%s to told%n"
                .formatted(table.keyspace(), table.name()));
    assertThat(run(relay, "channel", "status", "--destination", "told", "--no-pretty-print"))
        .endsWith(
            "\ndc1,%s,%s,true,true,FIFO,told,true,0,0.0%n"
                .formatted(table.keyspace(), table.name()));

    insert(1, 2, 3);
    assertThat(run(relay, arguments("replog", "count", "told")).lines())
        .hasSize(5)
        .anyMatch(line -> line.matches("\\|keyspace\\|table\\|dest\\|count\\|"))
        .anyMatch(
            line ->
                line.matches(
                    "\\|%s *\\|%s *\\|told\\|[0-3] *\\|"
                        .formatted(table.keyspace(), table.name())));
    TopicReader records = kafka.read("commands-told");
    assertThat(records.next(3)).extracting(Event::key).containsExactly(key(1), key(2), key(3));
    assertThat(Files.readString(home(relay).resolve("relay.yaml"))).doesNotContain("told");

    relay.restart();
    insert(4);
    assertThat(records.next()).extracting(Event::key).isEqualTo(key(4));
  }

  @Test
  void whatWasCreatedIsChangedAndDeleted() throws IOException {
    RelayProcess relay = servers.relay(new RelaySettings());
    create(relay, "kept", "--conf", "kafka.linger.ms=5", "--conf", "halt_after=7");
    channel(relay, "create", "kept");
    Path additions = home(relay).resolve("conf.d"); // which may have passwords
    assertThat(rights(additions)).isEqualTo("rwx------");
    assertThat(rights(additions.resolve("sluice-kept.yaml"))).isEqualTo("rw-------");
    assertThat(run(relay, "destination", "list-conf", "--name", "kept", "--no-pretty-print"))
        .contains("\nkept,kafka.linger.ms,5\n", "\nkept,halt_after,7\n");

    assertThat(
            run(relay, "destination", "update", "--name", "kept", "--transmission-enabled=false"))
        .isEqualTo("Destination kept updated\n");
    insert(1);
    run(relay, "destination", "remove-conf", "--name", "kept", "--conf", "kafka.linger.ms");
    run(relay, "destination", "update", "--name", "kept", "--transmission-enabled", "true");
    assertThat(kafka.read("commands-kept").next()).extracting(Event::key).isEqualTo(key(1));
    assertThat(run(relay, "destination", "list-conf", "--name", "kept", "--no-pretty-print"))
        .contains("\nkept,kafka.linger.ms,0\n", "\nkept,halt_after,7\n");

    assertThat(channel(relay, "delete", "kept")).startsWith("Removed channel dc=dc1 ");
    assertThat(run(relay, "channel", "status", "--no-pretty-print").lines()).hasSize(1);
    channelElsewhere(relay);
    assertThat(run(relay, "channel", "status", "--no-pretty-print"))
        .contains("elsewhere,%s,%s,other dc,true,".formatted(table.keyspace(), table.name()));
    assertThat(refused(relay, channelArguments("delete", "kept")))
        .contains("one of data center elsewhere: name it with --data-center-id elsewhere");
    assertThat(relay.log())
        .content()
        .contains("to kept takes nothing here: this node is of data center dc1");
    assertThat(run(relay, "destination", "delete", "--name", "kept"))
        .isEqualTo("Destination kept removed\n");
    assertThat(run(relay, "destination", "list", "--no-pretty-print").lines()).hasSize(1);
    assertThat(additions).isEmptyDirectory();
  }

  private void channelElsewhere(RelayProcess relay) {
    run(
        relay,
        "channel",
        "create",
        "--data-center-id",
        "elsewhere",
        "--source-keyspace",
        table.keyspace(),
        "--source-table",
        table.name(),
        "--destination",
        "kept");
  }

  private static String rights(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void whatIsWrongIsOneLineWithTheFixAndChangesNothing() {
    RelaySettings settings =
        new RelaySettings().destination("file", "commands-file", kafka.bootstrap());
    RelayProcess relay = servers.relay(settings.channel(table, "file"));

    assertThat(
            refused(relay, "destination", "create", "--name", "file", "--bootstrap-servers", "b"))
        .contains("destination file is there already");
    assertThat(refused(relay, "destination", "create", "--name", "x", "--topic", "t"))
        .contains("missing: --bootstrap-servers HOST:PORT");
    assertThat(
            refused(relay, "destination", "create", "--name", "../x", "--bootstrap-servers", "b"))
        .contains("../x cannot name a destination");
    assertThat(refused(relay, "destination", "update", "--name", "file", "--topic", "t"))
        .contains("stands in relay.yaml");
    assertThat(refused(relay, "destination", "delete", "--name", "none"))
        .contains("there is no destination none; sluice destination list");
    assertThat(refused(relay, channelArguments("create", "none")))
        .contains("there is no destination none; create it");
    assertThat(refused(relay, channelArguments("delete", "file")))
        .contains("no command made such a channel");
    assertThat(home(relay).resolve("conf.d"))
        .satisfiesAnyOf(
            directory -> assertThat(directory).doesNotExist(),
            directory -> assertThat(directory).isEmptyDirectory());
    insert(1);
    assertThat(kafka.read("commands-file").next()).extracting(Event::key).isEqualTo(key(1));
  }

  private String create(RelayProcess relay, String name, String... further) {
    Stream<String> arguments =
        Stream.of(
            "destination",
            "create",
            "--name",
            name,
            "--topic",
            "commands-" + name,
            "--bootstrap-servers",
            kafka.bootstrap());
    return run(relay, Stream.concat(arguments, Stream.of(further)).toArray(String[]::new));
  }

  private String channel(RelayProcess relay, String verb, String destination, String... further) {
    return run(relay, arguments("channel", verb, destination, further));
  }

  private String[] channelArguments(String verb, String destination) {
    return arguments("channel", verb, destination);
  }

  private String[] arguments(String noun, String verb, String destination, String... further) {
    Stream<String> arguments =
        Stream.of(
            noun,
            verb,
            "--data-center-id",
            "dc1",
            "--source-keyspace",
            table.keyspace(),
            "--source-table",
            table.name(),
            "--destination",
            destination);
    return Stream.concat(arguments, Stream.of(further)).toArray(String[]::new);
  }

  private static String run(RelayProcess relay, String... arguments) {
    return new AdminCommands(relay).done(arguments);
  }

  private static String refused(RelayProcess relay, String... arguments) {
    return new AdminCommands(relay).refused(arguments);
  }

  private static Path home(RelayProcess relay) {
    return relay.log().getParent();
  }

  private void insert(int... keys) {
    for (int k : keys) {
      table.execute("INSERT INTO %s (k) VALUES (?)", k);
    }
  }

  private static String key(int k) {
    return "{\"k\":" + k + "}";
  }
}
