package io.sluice.trigger;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.List;
import org.apache.cassandra.cql3.CQLStatement;
import org.apache.cassandra.cql3.QueryEvents;
import org.apache.cassandra.cql3.QueryOptions;
import org.apache.cassandra.cql3.statements.BatchStatement;
import org.apache.cassandra.service.QueryState;
import org.apache.cassandra.transport.Message;

/**
 * Hears from Cassandra how every statement of every client ended: on the thread that captured its
 * changes, after the write, before the client does. One for each owner of the journal, while it is
 * the owner. Nearly all that it hears is of no interest, which costs one look at the thread.
 */
final class OutcomeListener implements QueryEvents.Listener {
  private final Outcomes outcomes;

  OutcomeListener(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  void register() {
    QueryEvents.instance.registerListener(this);
  }

  void unregister() {
    QueryEvents.instance.unregisterListener(this);
  }

  @Override
  public void querySuccess(
      CQLStatement statement,
      String query,
      QueryOptions options,
      QueryState state,
      long queryTime,
      Message.Response response) {
    answered(statement, response);
  }

  @Override
  public void queryFailure(
      CQLStatement statement,
      String query,
      QueryOptions options,
      QueryState state,
      Exception cause) {
    refused(statement, cause);
  }

  @Override
  public void executeSuccess(
      CQLStatement statement,
      String query,
      QueryOptions options,
      QueryState state,
      long queryTime,
      Message.Response response) {
    answered(statement, response);
  }

  @Override
  public void executeFailure(
      CQLStatement statement,
      String query,
      QueryOptions options,
      QueryState state,
      Exception cause) {
    refused(statement, cause);
  }

  @Override
  public void batchSuccess(
      BatchStatement.Type type,
      List<? extends CQLStatement> statements,
      List<String> queries,
      List<List<ByteBuffer>> values,
      QueryOptions options,
      QueryState state,
      long queryTime,
      Message.Response response) {
    LongBuffer taken = UnresolvedChanges.take();
    if (taken != null) {
      outcomes.answered(taken, WrittenStatement.ofBatch(type, statements), response);
    }
  }

  @Override
  public void batchFailure(
      BatchStatement.Type type,
      List<? extends CQLStatement> statements,
      List<String> queries,
      List<List<ByteBuffer>> values,
      QueryOptions options,
      QueryState state,
      Exception cause) {
    LongBuffer taken = UnresolvedChanges.take();
    if (taken != null) {
      outcomes.refused(taken, WrittenStatement.ofBatch(type, statements), cause);
    }
  }

  private void answered(CQLStatement statement, Message.Response response) {
    LongBuffer taken = UnresolvedChanges.take();
    if (taken != null) {
      outcomes.answered(taken, WrittenStatement.of(statement), response);
    }
  }

  private void refused(CQLStatement statement, Exception cause) {
    LongBuffer taken = UnresolvedChanges.take();
    if (taken != null) {
      outcomes.refused(taken, WrittenStatement.of(statement), cause);
    }
  }
}
