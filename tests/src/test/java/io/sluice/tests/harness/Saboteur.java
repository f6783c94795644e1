package io.sluice.tests.harness;

import io.sluice.sandbox.CassandraNode;
import java.nio.file.Path;

/**
 * Another trigger, which has it in for certain partitions: a write to {@value #REFUSE} it refuses,
 * with a write to {@value #DIE} it kills the node at once. Compiled against the node's own jars,
 * since what a trigger is differs between versions.
 */
public final class Saboteur {
  /** A partition key of type text. */
  public static final String REFUSE = "refuse";

  /** A partition key of type text. */
  public static final String DIE = "die";

  private static final String SOURCE =
      """
      import java.util.Collection;
      import org.apache.cassandra.db.Mutation;
      import org.apache.cassandra.db.marshal.UTF8Type;
      import org.apache.cassandra.db.partitions.Partition;
      import org.apache.cassandra.triggers.ITrigger;

      public class SaboteurTrigger implements ITrigger {
        @Override
        public Collection<Mutation> augment(Partition update) {
          String key = UTF8Type.instance.compose(update.partitionKey().getKey());
          if (key.equals("refuse")) {
            throw new IllegalStateException("refused by the other trigger");
          }
          if (key.equals("die")) {
            Runtime.getRuntime().halt(137);
          }
          return null;
        }
      }
      """;

  private Saboteur() {}

  /** Has the node know the trigger. */
  static void install(CassandraNode node, Path directory) {
    node.installTrigger(CompiledJar.of("SaboteurTrigger", SOURCE, node.classPath(), directory));
    node.reloadTriggers();
  }

  /**
   * Has it look at a table's writes.
   *
   * @param name triggers of a table are run in the order in which they were made
   */
  public static void watch(Table table, String name) {
    table.execute("CREATE TRIGGER " + name + " ON %s USING 'SaboteurTrigger'");
  }
}
