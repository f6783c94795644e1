package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.sluice.sandbox.CassandraNode;
import io.sluice.sandbox.Checkout;
import io.sluice.sandbox.Ports;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.Installation;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.ShellCommand;
import io.sluice.tests.harness.ShellProgram;
import io.sluice.tests.harness.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The archive, and {@code docs/installation.md}: its commands are run as they stand there, on a
 * node that knows nothing of Sluice.
 */
@EndToEnd
class InstallationIT {
  private static final Pattern STEP = Pattern.compile("(?ms)^```\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(?:#[^)]*)?\\)");
  private static final String TOPIC = "installation-topic";

  private final Servers servers;
  private final CassandraNode node;
  private final Installation machine;
  private final List<String> steps;

  InstallationIT(Servers servers) throws IOException {
    this.servers = servers;
    this.node = servers.stoppedNode();
    this.machine = new Installation(servers.newDirectory("machine"), node);
    this.steps = steps();
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES) // dozens of programs, each a JVM that starts
  void leadsFromTheArchiveToARecordAndBack() throws IOException {
    assertThat(steps).hasSize(9);
    node.start();
    done(steps.get(0));
    assertThat(done(steps.get(1)))
        .contains("triggers directory (CASSANDRA_CONF): " + node.triggersDirectory())
        .endsWith("run nodetool reloadtriggers: done\n");
    done(steps.get(2));
    try (CqlSession client = node.connect()) {
      PreparedStatement insert =
          client.prepare("INSERT INTO demo_ks.demo_table (k, v) VALUES (?, 'prepared')");
      assertThat(done(steps.get(3)))
          .contains("\ncreate the trigger sluice on demo_ks.demo_table, change its gc_grace")
          .endsWith(checked());
      configure(Ports.free());
      try (ShellProgram relay = machine.start(steps.get(4))) {
        relay.awaitOutput("sluice relay started");
        TopicReader records = servers.kafka().read(TOPIC);
        seeAChangeArrive(records);
        client.execute(insert.bind("prepared before"));
        assertThat(records.next().key()).isEqualTo("{\"k\":\"prepared before\"}");
        installAgain();
        uninstallTwice(() -> client.execute(insert.bind("not captured")));
        assertThat(records.next().key()).isEqualTo("{\"k\":\"a\"}");

        done(steps.get(3));
        client.execute(insert.bind("captured again"));
        assertThat(records.next().key()).isEqualTo("{\"k\":\"captured again\"}");
      }
      assertThat(done("bin/install-trigger --uninstall --table demo_ks.demo_table"))
          .contains(
              "warning: cannot tell what is yet to be delivered (sluice: no relay answers at ");
    }
  }

  private void seeAChangeArrive(TopicReader records) {
    done(steps.get(5));
    assertThat(records.next())
        .returns("{\"k\":\"a\"}", Event::key)
        .returns("{\"v\":\"b\"}", Event::value);
    assertThat(steps.get(6)).startsWith("kafka-console-consumer.sh ");
    assertThat(done(steps.get(7))).contains("|demo_destination|");
  }

  private void installAgain() {
    assertThat(done(steps.get(3)))
        .contains(".jar: there already\n", "sluice-trigger.yaml: there already, left as it is\n")
        .contains("\ndemo_ks.demo_table: has the trigger already, named sluice\n")
        .endsWith(checked());
  }

  /** With a change that is yet to be delivered: the relay does that all the same. */
  private void uninstallTwice(Runnable between) {
    done("bin/sluice destination pause --name demo_destination --transmission");
    done(steps.get(5));
    assertThat(done(steps.get(8)))
        .contains("\ndrop the trigger sluice of demo_ks.demo_table, change its gc_grace")
        .contains("install-trigger: warning: the relay has yet to deliver what was captured");
    done("bin/sluice destination resume --name demo_destination --transmission");
    assertThat(node.triggersDirectory().toFile().list()).containsExactly("sluice-trigger.yaml");
    between.run();
    assertThat(done(steps.get(8))).contains("\nno jar in " + node.triggersDirectory());
  }

  @Test
  void runsFromAnywhereAndThroughLinks() throws IOException {
    machine.unpack();
    Path links = Files.createDirectory(machine.home().resolveSibling("links"));
    for (String program : List.of("sluice", "install-trigger")) {
      Path link = links.resolve("one-" + program);
      Files.createSymbolicLink(link, machine.home().resolve("bin/" + program));
      Files.createSymbolicLink(links.resolve(program), link.getFileName());
    }
    assertThat(done("cd / && " + links + "/sluice --version")).contains(Installation.version());
    Files.createDirectories(node.triggersDirectory());
    assertThat(done("cd / && %s/install-trigger --jar-only --no-reload --dry-run".formatted(links)))
        .contains("would copy " + Checkout.triggerJar().getFileName() + " to ");
  }

  @Test
  void hasWhatItSays() {
    machine.unpack();
    assertThat(done("find . -type f -perm /111 | sort"))
        .isEqualTo("./bin/install-trigger\n./bin/sluice\n");
    assertThat(done("ls -A"))
        .isEqualTo("LICENSE\nREADME.md\nbin\nconf\ndeploy\ndocs\nlib\nplugins\nproto\ntrigger\n");
    assertThat(done("ls trigger")).isEqualTo(Checkout.triggerJar().getFileName() + "\n");
  }

  @Test
  void itsPagesLeadToWhatIsThere() throws IOException {
    machine.unpack();
    try (Stream<Path> pages = Files.list(machine.home().resolve("docs"))) {
      assertThat(pages.filter(page -> page.toString().endsWith(".md")).flatMap(this::links))
          .isNotEmpty()
          .allMatch(Files::exists);
    }
  }

  private Stream<Path> links(Path page) {
    try {
      return LINK.matcher(Files.readString(page))
          .results()
          .map(link -> link.group(1))
          .filter(link -> !link.contains("://"))
          .map(page::resolveSibling);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String checked() {
    return "checked: a row written to sluice_check.probe is captured in %s, by version %s\n"
        .formatted(node.journalDirectory(), Installation.version());
  }

  /** The blocks of the document that have commands. */
  private static List<String> steps() throws IOException {
    String document = Files.readString(Checkout.root().resolve("docs/installation.md"));
    return STEP.matcher(document)
        .results()
        .map(block -> block.group(1).strip().replace("<version>", Installation.version()))
        .toList();
  }

  /** What the document has a reader change in {@code conf/relay.yaml}. */
  private void configure(int port) throws IOException {
    machine.environment("SLUICE_URL", "http://127.0.0.1:" + port);
    Path file = machine.home().resolve("conf/relay.yaml");
    String yaml = Files.readString(file);
    yaml = changed(yaml, "(?m)^journal: .*$", "journal: " + node.journalDirectory());
    yaml = changed(yaml, "(?m)^state: .*$", "state: " + machine.home().resolve("state"));
    yaml = changed(yaml, "localhost:9092", servers.kafka().bootstrap());
    yaml = changed(yaml, "topic: demo-topic", "topic: " + TOPIC);
    Files.writeString(file, yaml + "admin: { listen: \"127.0.0.1:%d\" }%n".formatted(port));
  }

  private static String changed(String yaml, String pattern, String replacement) {
    assertThat(Pattern.compile(pattern).matcher(yaml).results().map(MatchResult::group))
        .as(pattern)
        .hasSize(1);
    return yaml.replaceAll(pattern, replacement);
  }

  private String done(String line) {
    ShellCommand command = machine.run(line);
    assertThat(command.exitCode()).as("%s%n%s", line, command.output()).isZero();
    return command.output();
  }
}
