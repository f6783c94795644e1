package io.sluice.relay.cli;

import io.sluice.relay.decode.TableSchemas;
import io.sluice.relay.read.JournalWalk;
import io.sluice.settings.SettingsException;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.Position;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The commands that show a journal's records. */
final class ReplogDump {
  private ReplogDump() {}

  /** What they have in common. */
  private abstract static class Show implements Callable<Integer> {
    @Mixin private JournalOption journal;

    @Option(
        names = {"--source-keyspace", "--source-keyspaces"},
        paramLabel = "NAME",
        description = "Only changes of this keyspace, and no other records.")
    private Optional<String> keyspace;

    @Option(
        names = {"--source-table", "--source-tables"},
        paramLabel = "NAME",
        description = "Only changes of this table, and no other records.")
    private Optional<String> table;

    @Option(names = "--json", description = "One JSON object a line, for programs.")
    private boolean json;

    @Option(
        names = "--show-values",
        description =
            "Also what the columns were set to, and the values of keys: they are your data, so they"
                + " are left out unless you ask.")
    private boolean values;

    @Spec private CommandSpec spec;

    /** Shows records; each may be several lines. */
    abstract void show(JournalDirectory directory, RecordLines lines)
        throws IOException, InterruptedException;

    @Override
    public final Integer call() throws IOException, InterruptedException {
      try {
        show(journal.open(), new RecordLines(json, values, keyspace, table));
        return 0;
      } catch (SettingsException e) {
        spec.commandLine().getErr().println(e.getMessage());
        return Sluice.USAGE;
      }
    }

    final void print(List<String> lines) {
      lines.forEach(spec.commandLine().getOut()::println);
    }

    final void flush() {
      spec.commandLine().getOut().flush();
    }
  }

  /** {@code sluice replog dump}. */
  @Command(
      name = "dump",
      description = {
        "Shows the records of a journal, one a line: where it stands, when it was written, what it is;"
            + " of a change also table, operation and writetime."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {
        "",
        "Examples:",
        "  sluice replog dump --journal /var/lib/cassandra/sluice --limit 20",
        "  sluice replog dump --config relay.yaml --source-table demo_table --show-values --json"
      })
  static final class Dump extends Show {
    @Option(
        names = "--from",
        paramLabel = "POSITION",
        converter = PositionText.class,
        description = "The first, such as 0000000000000012:4096; the oldest unless given.")
    private Optional<Long> from;

    @Option(
        names = "--to",
        paramLabel = "POSITION",
        converter = PositionText.class,
        description = "Where to end, which is not shown any more.")
    private Optional<Long> to;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many records.")
    private Optional<Long> limit;

    @Override
    void show(JournalDirectory directory, RecordLines lines) throws IOException {
      long first = from.orElse(Position.NONE);
      long last = to.orElse(Long.MAX_VALUE);
      long left = limit.orElse(Long.MAX_VALUE);
      try (JournalWalk walk =
          new JournalWalk(directory, Position.segment(first), new TableSchemas()::table)) {
        while (left > 0 && walk.next(lines) && lines.position() < last) {
          if (lines.position() >= first && !lines.last().isEmpty()) {
            print(lines.last());
            left--;
          }
        }
      }
    }
  }

  /** {@code sluice replog tail}. */
  @Command(
      name = "tail",
      description = {
        "Shows the last records of a journal, and then each that is written, until Ctrl-C."
      },
      mixinStandardHelpOptions = true,
      versionProvider = Sluice.Version.class,
      footer = {"", "Example:", "  sluice replog tail --journal /var/lib/cassandra/sluice -n 5"})
  static final class Tail extends Show {
    private static final long PAUSE_MILLIS = 20;

    @Option(
        names = "-n",
        paramLabel = "N",
        defaultValue = "10",
        description = "So many that are there already, of the newest segments; 10 unless given.")
    private int count;

    @Option(names = "--no-follow", description = "End after those that are there.")
    private boolean ends;

    @Override
    void show(JournalDirectory directory, RecordLines lines)
        throws IOException, InterruptedException {
      List<Long> segments = directory.segments();
      long from = segments.isEmpty() ? 0 : segments.get(Math.max(0, segments.size() - 2));
      try (JournalWalk walk = new JournalWalk(directory, from, new TableSchemas()::table)) {
        Deque<List<String>> newest = new ArrayDeque<>();
        while (walk.next(lines)) {
          if (!lines.last().isEmpty()) {
            newest.add(lines.last());
          }
          if (newest.size() > Math.max(0, count)) {
            newest.remove();
          }
        }
        newest.forEach(this::print);
        flush();
        while (!ends) {
          follow(walk, lines);
        }
      }
    }

    private void follow(JournalWalk walk, RecordLines lines)
        throws IOException, InterruptedException {
      if (walk.next(lines)) {
        print(lines.last());
        flush();
      } else {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }
}
