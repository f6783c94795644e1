package io.sluice.trigger;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.cassandra.cql3.CQLStatement;
import org.apache.cassandra.cql3.QueryEvents;
import org.apache.cassandra.cql3.QueryHandler.Prepared;
import org.apache.cassandra.cql3.QueryOptions;
import org.apache.cassandra.cql3.QueryProcessor;
import org.apache.cassandra.cql3.ResultSet;
import org.apache.cassandra.cql3.statements.BatchStatement;
import org.apache.cassandra.db.marshal.BooleanType;
import org.apache.cassandra.service.ClientState;
import org.apache.cassandra.service.ClientWarn;
import org.apache.cassandra.service.QueryState;
import org.apache.cassandra.transport.Message;
import org.apache.cassandra.transport.messages.ResultMessage;

/**
 * A client's request, as Cassandra's dispatcher and its three messages treat it: warnings are
 * collected anew, and the listeners hear on the same thread how it ended.
 */
final class ClientRequest {
  /** The message that the statement came in. */
  enum Way {
    QUERY,
    EXECUTE,
    BATCH
  }

  private final Way way;
  private final String cql;
  private final CQLStatement statement;
  private final QueryState state = new QueryState(ClientState.forInternalCalls());

  private ClientRequest(Way way, String cql) {
    this.way = way;
    this.cql = cql;
    this.statement = QueryProcessor.parseStatement(cql).prepare(ClientState.forInternalCalls());
  }

  /** With {@link Way#BATCH}, the text is of a batch. */
  static ClientRequest begin(Way way, String cql) {
    ClientWarn.instance.captureWarnings();
    return new ClientRequest(way, cql);
  }

  /** Succeeded, without a result. */
  void answered() {
    answer(new ResultMessage.Void());
  }

  /** The answer to a conditional statement. */
  void answered(boolean applied) {
    answer(rows(BooleanType.instance.decompose(applied)));
  }

  /** The same as 6.0 holds it. */
  void answeredInArrays(boolean applied) {
    answer(rows(new byte[] {(byte) (applied ? 1 : 0)}));
  }

  private static ResultMessage.Rows rows(Object applied) {
    try {
      return new ResultMessage.Rows(
          ResultSet.class
              .getConstructor(ResultSet.ResultMetadata.class, List.class)
              .newInstance(ResultSet.ResultMetadata.EMPTY, List.of(List.of(applied))));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(Message.Response response) {
    QueryEvents events = QueryEvents.instance;
    QueryOptions options = QueryOptions.DEFAULT;
    switch (way) {
      case QUERY -> events.notifyQuerySuccess(statement, cql, options, state, 0, response);
      case EXECUTE -> events.notifyExecuteSuccess(statement, cql, options, state, 0, response);
      case BATCH ->
          events.notifyBatchSuccess(
              batch().type, parts(), List.of(), List.of(), options, state, 0, response);
    }
    ClientWarn.instance.resetWarnings();
  }

  /** Failed. */
  void refused(Exception cause) {
    QueryEvents events = QueryEvents.instance;
    QueryOptions options = QueryOptions.DEFAULT;
    switch (way) {
      case QUERY -> events.notifyQueryFailure(statement, cql, options, state, cause);
      case EXECUTE -> events.notifyExecuteFailure(prepared(statement), options, state, cause);
      case BATCH -> {
        List<Prepared> prepared = parts().stream().map(ClientRequest::prepared).toList();
        List<Object> queries = List.copyOf(prepared);
        List<List<ByteBuffer>> values = List.of();
        events.notifyBatchFailure(prepared, batch().type, queries, values, options, state, cause);
      }
    }
    ClientWarn.instance.resetWarnings();
  }

  /** Ended by an Error, which no listener hears of. */
  void broken() {
    ClientWarn.instance.resetWarnings();
  }

  private BatchStatement batch() {
    return (BatchStatement) statement;
  }

  private List<? extends CQLStatement> parts() {
    return batch().getStatements();
  }

  private static Prepared prepared(CQLStatement statement) {
    return new Prepared(statement, "", true, "");
  }
}
