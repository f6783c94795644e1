package io.sluice.trigger;

import io.sluice.bench.FreshJournal;
import io.sluice.trigger.encode.TableSchemas;
import io.sluice.wal.Position;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.cassandra.cql3.CQLStatement;
import org.apache.cassandra.cql3.QueryOptions;
import org.apache.cassandra.cql3.QueryProcessor;
import org.apache.cassandra.cql3.statements.ModificationStatement;
import org.apache.cassandra.service.ClientState;
import org.apache.cassandra.service.ClientWarn;
import org.apache.cassandra.service.QueryState;
import org.apache.cassandra.transport.Message;
import org.apache.cassandra.transport.messages.ResultMessage;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the trigger adds to a statement when it is answered: the callback that writes the outcome of
 * its one change, whole with the append, and the callback of a statement that no trigger has seen.
 * It stands in the trigger's package because nothing of this is public.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OutcomeBenchmark {

  /** Outcomes of 24 bytes each: less than what a segment of the default size has room for. */
  public static final int BATCH = 200_000;

  private static final long CHANGE = Position.of(42, 4096);

  private final Message.Response answer = new ResultMessage.Void();
  private final TableSchemas tables = new TableSchemas();
  private QueryState state;
  private CQLStatement statement;
  private long table;
  private FreshJournal journal;
  private OutcomeListener listener;

  @Setup(Level.Trial)
  public void prepare() {
    String name = Cql.table("k text PRIMARY KEY, v text)");
    state = new QueryState(ClientState.forInternalCalls());
    statement =
        QueryProcessor.parseStatement("INSERT INTO " + name + " (k, v) VALUES ('a', 'b')")
            .prepare(state.getClientState());
    table = tables.of(((ModificationStatement) statement).metadata()).schema().version();
  }

  @Setup(Level.Iteration)
  public void open() throws IOException, InterruptedException {
    journal = new FreshJournal();
    listener = new OutcomeListener(new Outcomes(tables, journal::write, new CaptureMetrics()));
    ClientWarn.instance.captureWarnings(); // as Cassandra does for every request
  }

  @TearDown(Level.Iteration)
  public void close() throws IOException {
    ClientWarn.instance.resetWarnings();
    journal.close();
  }

  /** With what {@code augment()} does for it: it notes the change for the thread. */
  @Benchmark
  public void resolved() {
    UnresolvedChanges.add(CHANGE, table);
    listener.executeSuccess(statement, "", QueryOptions.DEFAULT, state, 0, answer);
  }

  @Benchmark
  public void nothingCaptured() {
    listener.executeSuccess(statement, "", QueryOptions.DEFAULT, state, 0, answer);
  }
}
