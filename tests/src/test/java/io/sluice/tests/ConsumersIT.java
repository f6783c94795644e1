package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sluice.sandbox.Checkout;
import io.sluice.sandbox.ConnectWorker;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The consumers of {@code docs/consumers.md}, as they stand there. */
@EndToEnd
class ConsumersIT {
  private static final List<String> CHANGES =
      List.of(
          "INSERT {\"k\":\"a\"} {\"v\":\"1\"}",
          "UPDATE {\"k\":\"a\"} {\"v\":\"2\"}",
          "DELETE {\"k\":\"a\"} null");

  private final Servers servers;
  private final Kafka kafka;
  private final Table table;

  ConsumersIT(Servers servers) {
    this.servers = servers;
    this.kafka = servers.kafka();
    this.table = servers.cluster().keyspace().table("(k text PRIMARY KEY, v text)");
  }

  @Test
  void java() throws Exception {
    Path directory = deliver("consumers-java");
    Files.writeString(directory.resolve("Changes.java"), example("java", ""));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    assertPrintsChanges(
        directory, java, "-cp", classPath, "Changes.java", kafka.bootstrap(), "consumers-java");
  }

  @Test
  void node() throws Exception {
    Path directory = deliver("consumers-node");
    Files.writeString(directory.resolve("changes.js"), example("js", ""));
    assumeTrue(
        succeeds(directory, "npm", "install", "--no-audit", "--no-fund", "kafkajs@2.2.4"),
        "needs npm and its registry");
    assertPrintsChanges(directory, "node", "changes.js", kafka.bootstrap(), "consumers-node");
  }

  @Test
  void kafkaConnect() throws Exception {
    Path directory = deliver("consumers-sink");
    Path file = directory.resolve("changes.txt");
    String connector =
        example("properties", "name=")
            .replace("demo-topic", "consumers-sink")
            .replace("/tmp/changes.txt", file.toString());
    try (ConnectWorker worker =
        new ConnectWorker(
            directory,
            kafka.bootstrap(),
            example("properties", "key.converter="),
            connector,
            line -> {})) {
      worker.start();
      awaitLines(file, List.of("{v=1}", "{v=2}", "null"));
    }
  }

  /** An insert, an update and a delete, in a topic. */
  private Path deliver(String topic) {
    RelaySettings settings = new RelaySettings().destination("demo", topic, kafka.bootstrap());
    servers.relay(settings.channel(table, "demo"));
    table.execute("INSERT INTO %s (k, v) VALUES ('a', '1')");
    table.execute("UPDATE %s SET v = '2' WHERE k = 'a'");
    table.execute("DELETE FROM %s WHERE k = 'a'");
    kafka.read(topic).next(3);
    return servers.newDirectory(topic);
  }

  /** A block of the page in a language that begins with something. */
  private static String example(String language, String begin) throws IOException {
    String page = Files.readString(Checkout.root().resolve("docs/consumers.md"));
    Matcher block =
        Pattern.compile("(?s)```" + language + "\n(" + Pattern.quote(begin) + ".*?)```")
            .matcher(page);
    assertThat(block.find()).as("a block of %s in docs/consumers.md", language).isTrue();
    return block.group(1);
  }

  private static boolean succeeds(Path directory, String... command) throws InterruptedException {
    try {
      Process process = start(directory, directory.resolve("installed"), command);
      return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  private static void assertPrintsChanges(Path directory, String... command) throws Exception {
    Path printed = directory.resolve("printed");
    Process process = start(directory, printed, command);
    try {
      awaitLines(printed, CHANGES);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static Process start(Path directory, Path output, String... command) throws IOException {
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectOutput(output.toFile())
        .redirectError(directory.resolve("errors").toFile())
        .start();
  }

  private static void awaitLines(Path file, List<String> lines) {
    Awaitility.await(file.toString())
        .atMost(1, TimeUnit.MINUTES)
        .untilAsserted(
            () -> {
              assertThat(file).exists();
              assertThat(Files.readAllLines(file)).containsExactlyElementsOf(lines);
            });
  }
}
