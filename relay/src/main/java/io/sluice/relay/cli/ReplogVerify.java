package io.sluice.relay.cli;

import io.sluice.relay.change.Captured;
import io.sluice.relay.change.UndecodableChangeException;
import io.sluice.relay.decode.Decoder;
import io.sluice.relay.decode.TableSchemas;
import io.sluice.relay.read.JournalWalk;
import io.sluice.settings.SettingsException;
import io.sluice.wal.Damage;
import io.sluice.wal.JournalDirectory;
import io.sluice.wal.Position;
import io.sluice.wal.record.WalRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice replog verify}. */
@Command(
    name = "verify",
    description = {
      "Reads a whole journal, checks every checksum and that every change can be decoded, and says what"
          + " it holds. What a writer has not finished at its end is no damage."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Sluice.Version.class,
    footer = {"", "Example:", "  sluice replog verify --journal /var/lib/cassandra/sluice"},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all of it is sound",
      "1:something is damaged, or the journal cannot be read",
      "2:wrong usage or configuration"
    })
final class ReplogVerify implements Callable<Integer> {
  @Mixin private JournalOption journal;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try {
      return verify(journal.open());
    } catch (SettingsException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return Sluice.USAGE;
    }
  }

  private int verify(JournalDirectory directory) throws IOException {
    List<Long> segments = directory.segments();
    PrintWriter out = spec.commandLine().getOut();
    Found found = new Found(directory, out);
    WalkProgress progress =
        new WalkProgress(spec.commandLine().getErr(), segments, System::nanoTime);
    long from = segments.isEmpty() ? 0 : segments.get(0);
    try (JournalWalk walk = new JournalWalk(directory, from, new TableSchemas()::table)) {
      while (walk.next(found)) {
        progress.at(Position.segment(walk.end()));
      }
    }
    found.print(segments.size());
    return found.damages == 0 ? 0 : Sluice.FAILED;
  }

  /** What was found. */
  private static final class Found implements JournalWalk.Visitor {
    private final JournalDirectory directory;
    private final PrintWriter out;
    private final Decoder decoder = new Decoder();
    private final Map<String, Long> changes = new TreeMap<>();
    private long records;
    private long gaps;
    private long lost;
    private long damages;

    Found(JournalDirectory directory, PrintWriter out) {
      this.directory = directory;
      this.out = out;
    }

    @Override
    public void change(Captured captured) {
      records++;
      changes.merge(captured.table().keyspace() + "." + captured.table().name(), 1L, Long::sum);
      try {
        decoder.decode(captured);
      } catch (UndecodableChangeException e) {
        undecodable(captured.position(), e.getMessage());
      }
    }

    @Override
    public void other(long position, WalRecord record) {
      records++;
      if (record.hasGap()) {
        gaps++;
        lost += record.getGap().getChanges();
      }
    }

    @Override
    public void damage(Damage damage) throws IOException {
      List<Long> segments = directory.segments();
      boolean gone = segments.isEmpty() || damage.to() <= Position.of(segments.get(0), 0);
      if (!gone) { // by a relay, meanwhile
        damages++;
        out.println(damage);
      }
    }

    @Override
    public void undecodable(long position, String reason) {
      damages++;
      out.println(Position.toString(position) + ": " + reason);
    }

    void print(int segments) {
      changes.forEach((table, count) -> out.printf("%s: %d captured changes%n", table, count));
      if (gaps > 0) {
        out.printf("%d gaps: the trigger could not capture %d changes%n", gaps, lost);
      }
      out.printf(
          "%d segments, %d records: %s%n",
          segments, records, damages == 0 ? "sound" : damages + " damaged");
    }
  }

  /** Says how far it is, every two seconds. */
  private static final class WalkProgress {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final PrintWriter err;
    private final List<Long> segments;
    private final LongSupplier nanoTime;
    private final long begun;
    private long tellAt;

    WalkProgress(PrintWriter err, List<Long> segments, LongSupplier nanoTime) {
      this.err = err;
      this.segments = segments;
      this.nanoTime = nanoTime;
      begun = nanoTime.getAsLong();
      tellAt = begun + INTERVAL_NANOS;
    }

    void at(long segment) {
      long now = nanoTime.getAsLong();
      if (now - tellAt < 0) {
        return;
      }
      tellAt = now + INTERVAL_NANOS;
      long done = segments.stream().filter(one -> one < segment).count();
      double perSecond = done / ((now - begun) / 1e9);
      long left = perSecond == 0 ? 0 : Math.round((segments.size() - done) / perSecond);
      err.printf(
          "%d of %d segments, %.1f a second, %d s left%n", done, segments.size(), perSecond, left);
      err.flush();
    }
  }
}
