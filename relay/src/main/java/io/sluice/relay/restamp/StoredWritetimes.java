package io.sluice.relay.restamp;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.SyntaxError;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.sluice.relay.change.CassandraUnavailableException;
import io.sluice.relay.change.Cell;
import io.sluice.relay.change.Change;
import io.sluice.relay.change.Outcome;
import io.sluice.relay.change.Upsert;
import io.sluice.relay.report.RepeatedWarning;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads back what conditional writes stored, and gives their changes the times of that. A change
 * keeps the times it was captured with, and says so, where the stored ones cannot be known any
 * more: the row was changed since, the table or a column was dropped, it is a delete, or it sets no
 * column that has a writetime of its own.
 *
 * <p>It connects with the first conditional change, to the data center that this one came from. For
 * one thread, which a call may hold up for as long as a request may take.
 */
public final class StoredWritetimes implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StoredWritetimes.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int MOST_STATEMENTS = 500;

  private final Function<String, CompletionStage<CqlSession>> sessions;
  private final Cache<RowRead, PreparedStatement> statements =
      CacheBuilder.newBuilder().maximumSize(MOST_STATEMENTS).build();
  private final RepeatedWarning invalid = new RepeatedWarning(log);
  private CompletableFuture<CqlSession> session;

  /**
   * Does nothing yet.
   *
   * @param sessions begins to connect to the nodes of a data center; the session is closed here
   */
  public StoredWritetimes(Function<String, CompletionStage<CqlSession>> sessions) {
    this.sessions = sessions;
  }

  /**
   * The change with its stored times if it is a conditional write's and they can be read, else the
   * change itself.
   *
   * @throws CassandraUnavailableException if Cassandra does not answer; to be tried again
   */
  public Change stored(Change change) {
    if (change instanceof Upsert upsert && isReadable(upsert)) {
      return read(upsert).<Change>map(ballot -> ballot.stamp(upsert)).orElse(change);
    }
    return change;
  }

  /** A write that may yet fail, or be decided by a later round, has no stored time to rely on. */
  private static boolean isReadable(Upsert upsert) {
    return upsert.captured().conditional()
        && upsert.captured().outcome() == Outcome.APPLIED
        && upsert.key().clustering().stream().noneMatch(Objects::isNull)
        && !upsert.cells().stream().allMatch(Cell::tombstone);
  }

  private Optional<Ballot> read(Upsert upsert) {
    RowRead read = RowRead.of(upsert);
    try {
      CqlSession open = session(upsert.source().dataCenter());
      Row row = open.execute(RowRead.bind(prepared(open, read), upsert.key())).one();
      return row == null ? Optional.empty() : Ballot.of(upsert, read.cells(row));
    } catch (InvalidQueryException | SyntaxError e) {
      invalid.warn(
          "%s: its conditional writes keep the writetimes proposed (%s)"
              .formatted(upsert.table(), e.getMessage()));
      return Optional.empty();
    } catch (DriverException e) {
      throw unavailable(upsert.table() + " cannot be read", e);
    }
  }

  private PreparedStatement prepared(CqlSession open, RowRead read) {
    PreparedStatement known = statements.getIfPresent(read);
    if (known == null) {
      known = open.prepare(read.cql());
      statements.put(read, known);
    }
    return known;
  }

  /** Waits but a moment for a session; it goes on opening until the next call. */
  private CqlSession session(String dataCenter) {
    if (session == null) {
      session = sessions.apply(dataCenter).toCompletableFuture();
    }
    try {
      return session.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw unavailable("no connection yet", e);
    } catch (ExecutionException e) {
      session = null;
      throw unavailable("no connection", e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  private static CassandraUnavailableException unavailable(String what, Throwable cause) {
    String reason = cause.getMessage() == null ? cause.getClass().getName() : cause.getMessage();
    return new CassandraUnavailableException(
        "lwt_writetime: read needs Cassandra, but "
            + what
            + " ("
            + reason
            + "); check that its nodes are up, cassandra.contact_points, and that"
            + " cassandra.username with cassandra.password may SELECT; or set lwt_writetime:"
            + " proposed",
        cause);
  }

  /** Has the session close, when it is there; its threads soon end. */
  @Override
  public void close() {
    if (session != null) {
      CompletableFuture<Void> unused = session.thenCompose(CqlSession::closeAsync);
    }
  }
}
