package io.sluice.trigger;

import io.sluice.trigger.encode.TableSchemas;
import java.util.List;
import org.apache.cassandra.cql3.CQLStatement;
import org.apache.cassandra.cql3.statements.BatchStatement;
import org.apache.cassandra.cql3.statements.ModificationStatement;

/**
 * The statement that a thread has captured changes for: one modification or a batch of them. Lists
 * are gone through by index, which makes no iterators: this is in every captured write's path.
 */
final class WrittenStatement {
  private final List<? extends CQLStatement> modifications;
  private final boolean logged;

  private WrittenStatement(List<? extends CQLStatement> modifications, boolean logged) {
    this.modifications = modifications;
    this.logged = logged;
  }

  /**
   * A statement, which may be a batch.
   *
   * @param statement null if it is not known
   */
  static WrittenStatement of(CQLStatement statement) {
    if (statement instanceof BatchStatement) {
      BatchStatement batch = (BatchStatement) statement;
      return ofBatch(batch.type, batch.getStatements());
    }
    return new WrittenStatement(statement == null ? List.of() : List.of(statement), false);
  }

  static WrittenStatement ofBatch(
      BatchStatement.Type type, List<? extends CQLStatement> modifications) {
    return new WrittenStatement(modifications, type == BatchStatement.Type.LOGGED);
  }

  boolean isLogged() {
    return logged;
  }

  boolean isConditional() {
    for (int i = 0; i < modifications.size(); i++) {
      if (modifications.get(i).hasConditions()) {
        return true;
      }
    }
    return false;
  }

  /** Whether it writes to the table of a schema version, among others perhaps. */
  boolean writesTo(long table, TableSchemas tables) {
    for (int i = 0; i < modifications.size(); i++) {
      if (version(modifications.get(i), tables) == table) {
        return true;
      }
    }
    return false;
  }

  /** Whether it writes to that table and to no other. */
  boolean writesOnlyTo(long table, TableSchemas tables) {
    for (int i = 0; i < modifications.size(); i++) {
      if (version(modifications.get(i), tables) != table) {
        return false;
      }
    }
    return !modifications.isEmpty();
  }

  private static long version(CQLStatement statement, TableSchemas tables) {
    return statement instanceof ModificationStatement
        ? tables.of(((ModificationStatement) statement).metadata()).schema().version()
        : UnresolvedChanges.NO_TABLE;
  }
}
