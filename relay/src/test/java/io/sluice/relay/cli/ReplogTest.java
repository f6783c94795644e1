package io.sluice.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.sluice.relay.DemoTable;
import io.sluice.relay.read.JournalFixture;
import io.sluice.wal.Position;
import io.sluice.wal.record.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReplogTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private JournalFixture journal;

  @BeforeEach
  void open() throws IOException {
    journal = new JournalFixture(directory.resolve("journal"), DemoTable.SCHEMA);
  }

  @AfterEach
  void close() throws IOException {
    journal.close();
  }

  @Test
  void dumpShowsEveryRecordAndNobodysData() {
    long first = insert("secret-key", "secret-value");
    journal.outcome(Outcome.Kind.APPLIED, first);

    List<String> lines = dump();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).contains("  header  ");
    assertThat(lines.get(1)).endsWith("  schema  demo_ks  demo_table");
    assertThat(lines.get(2))
        .startsWith(Position.toString(first) + "  change  ")
        .endsWith("  demo_ks  demo_table  INSERT  row  1569523246509000");
    assertThat(lines.get(3)).endsWith("  outcome  applied  [" + Position.toString(first) + "]");
    assertThat(String.join("\n", lines)).doesNotContain("secret");
  }

  @Test
  void valuesAreShownToWhoAsksForThem() {
    insert("a", "1");
    assertThat(dump("--source-table", "demo_table", "--json", "--show-values"))
        .singleElement()
        .asString()
        .endsWith("\"writetime\":1569523246509000,\"key\":{\"k\":\"a\"},\"value\":{\"v\":\"1\"}}");
    assertThat(dump("--source-keyspace", "other")).isEmpty();
  }

  @Test
  void aPartOfItIsShown() {
    insert("a", "1");
    long second = insert("b", "2");
    long third = insert("c", "3");
    insert("d", "4");
    assertThat(dump("--from", Position.toString(second), "--to", Position.toString(third)))
        .singleElement()
        .asString()
        .startsWith(Position.toString(second));
    assertThat(dump("--from", Position.toString(second), "--limit", "2")).hasSize(2);
    assertThat(run("dump", "--from", "12")).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains("12 is no position");
  }

  @Test
  void tailShowsTheLast() {
    for (int i = 0; i < 20; i++) {
      insert("k" + i, "v");
    }
    long last = insert("last", "v");
    assertThat(run("tail", "-n", "3", "--no-follow")).isZero();
    assertThat(out.toString().lines())
        .hasSize(3)
        .last()
        .asString()
        .startsWith(Position.toString(last));
  }

  @Test
  void aSoundJournalIsVerifiedOverTheEndThatADeadWriterLeft() throws IOException {
    Path left = Files.createDirectories(directory.resolve("left"));
    long last = insert("a", "1");
    while (Position.segment(last) < 3) {
      last = insert("b", "2");
    }
    for (long segment : journal.directory().segments()) {
      Path file = journal.directory().file(segment);
      Files.copy(file, left.resolve(file.getFileName()));
    }
    try (JournalFixture next = new JournalFixture(left, DemoTable.SCHEMA)) {
      next.change(DemoTable.insert("c", "3"));
      assertThat(runOn("left", "verify")).as(out.toString()).isZero();
      assertThat(out.toString())
          .matches("(?s)demo_ks.demo_table: \\d+ captured changes\n\\d+ segments, .*: sound\n");
      out.getBuffer().setLength(0);
      assertThat(runOn("left", "tail", "-n", "1", "--no-follow", "--show-values")).isZero();
      assertThat(out.toString()).contains("{\"k\":\"c\"}");
    }
  }

  @Test
  void damageIsToldWithItsPlaceAndByTheExitCode() throws IOException {
    insert("a", "1");
    long second = insert("b", "2");
    insert("c", "3");
    try (RandomAccessFile file =
        new RandomAccessFile(journal.directory().file(Position.segment(second)).toFile(), "rw")) {
      file.seek(Position.offset(second) + 20);
      int old = file.read();
      file.seek(Position.offset(second) + 20);
      file.write(old ^ 1);
    }
    assertThat(run("verify")).isEqualTo(1);
    assertThat(out.toString())
        .contains(Position.toString(second))
        .contains("demo_ks.demo_table: 2 captured changes\n")
        .endsWith(": 1 damaged\n");
  }

  @Test
  void aJournalThatIsNotThereIsOneLine() {
    assertThat(runOn("none", "verify")).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("sluice: there is no journal at " + directory.resolve("none"));
  }

  private long insert(String k, String v) {
    ByteString change = DemoTable.insert(k, v);
    return journal.change(change);
  }

  private List<String> dump(String... arguments) {
    out.getBuffer().setLength(0);
    String[] all = Stream.concat(Stream.of("dump"), Stream.of(arguments)).toArray(String[]::new);
    assertThat(run(all)).as(err.toString()).isZero();
    return out.toString().lines().toList();
  }

  private int run(String... arguments) {
    return runOn("journal", arguments);
  }

  private int runOn(String name, String... arguments) {
    List<String> all =
        Stream.of(
                Stream.of("replog"),
                Stream.of(arguments),
                Stream.of("--journal", directory.resolve(name).toString()))
            .flatMap(part -> part)
            .toList();
    CommandLine command = Sluice.commandLine();
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(all.toArray(new String[0]));
  }
}
