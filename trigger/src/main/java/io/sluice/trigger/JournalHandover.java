package io.sluice.trigger;

import io.sluice.wal.JournalFullException;
import io.sluice.wal.SchemaRecord;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.cassandra.triggers.ITrigger;

/**
 * Passes the one writer that a node has from class loader to class loader. {@code nodetool
 * reloadtriggers} loads the trigger again while instances of the old classes still work, and
 * Cassandra may even go on to use an old instance. So:
 *
 * <ul>
 *   <li>whoever first appends in a new class loader has the owner before seal its writer, opens a
 *       writer of its own and is the owner then;
 *   <li>whoever finds its writer sealed passes the change on to the owner, and never opens again.
 * </ul>
 *
 * <p>The classes of one loader mean nothing to another, so the owner is known to all as a set of
 * method handles over JDK types, in a registry that hangs on the system properties. The registry
 * keeps only the owner's class loader alive.
 *
 * <p>For any number of threads.
 */
final class JournalHandover {
  /** Returned by {@link Owner#append} where the writer was sealed; no position. */
  static final long NOT_OWNER = -1;

  private static final String APPEND = "append";
  private static final String SEAL = "seal";
  private static final String RETIRE = "retire";
  private static final MethodType APPEND_TYPE =
      MethodType.methodType(long.class, byte[].class, long.class, byte[].class, int.class);
  private static final MethodType PLAIN_TYPE = MethodType.methodType(void.class);

  private static final String REGISTRY = "io.sluice.journal.owners";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** One for each Cassandra in this JVM: its in-JVM tests run several. */
  private final Object node = ITrigger.class.getClassLoader();

  private final Properties owners =
      (Properties) System.getProperties().computeIfAbsent(REGISTRY, name -> new Properties());
  private final Properties self = new Properties();

  /** What opens the new owner's writer. */
  interface Opening {
    void open() throws IOException;
  }

  /** What an owner does for other class loaders, who know it by names and JDK types only. */
  interface Owner {
    /**
     * Appends a change of another class loader.
     *
     * @param schema a serialized WalRecord with the schema of that version
     * @return the position, or {@link #NOT_OWNER}
     */
    long append(byte[] schema, long version, byte[] record, int length);

    /** Seals the writer; may be called again. */
    void seal();

    /** Another has become the owner. Called without any lock, so it may take Cassandra's. */
    void retire();
  }

  JournalHandover(Owner owner) {
    self.put(APPEND, bound(owner, APPEND, APPEND_TYPE));
    self.put(SEAL, bound(owner, SEAL, PLAIN_TYPE));
    self.put(RETIRE, bound(owner, RETIRE, PLAIN_TYPE));
  }

  /**
   * Becomes the owner.
   *
   * @throws IOException if the writer can't be opened; the owner before is sealed all the same
   */
  void takeOver(Opening opening) throws IOException {
    Properties previous;
    synchronized (owners) {
      previous = (Properties) owners.get(node);
      if (previous != null) {
        call(previous, SEAL);
      }
      opening.open();
      owners.put(node, self);
    }
    if (previous != null && !previous.equals(self)) {
      call(previous, RETIRE);
    }
  }

  /** Gives the journal up without an heir: the node is going down. */
  void leave() {
    owners.remove(node, self);
  }

  /**
   * Has the owner append.
   *
   * @return the position
   * @throws JournalFullException if there is no owner, or none in time; the owner itself throws
   *     what Cassandra's clients understand
   */
  long append(SchemaRecord schema, byte[] record, int length) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    do {
      Properties owner = (Properties) owners.get(node);
      if (owner == null) {
        throw new JournalFullException("the journal is closed: the node is shutting down");
      }
      long position = owner.equals(self) ? NOT_OWNER : append(owner, schema, record, length);
      if (position != NOT_OWNER) {
        return position;
      }
      LockSupport.parkNanos(PAUSE_NANOS); // sealed, and the heir is still opening
    } while (System.nanoTime() - deadline < 0);
    throw new JournalFullException("the reloaded trigger did not open the journal in time");
  }

  private static MethodHandle bound(Owner owner, String name, MethodType type) {
    try {
      return MethodHandles.lookup().bind(owner, name, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long append(Properties owner, SchemaRecord schema, byte[] record, int length) {
    MethodHandle append = (MethodHandle) owner.get(APPEND);
    try {
      return (long) append.invokeExact(schema.bytes(), schema.version(), record, length);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  private static void call(Properties owner, String name) {
    MethodHandle method = (MethodHandle) owner.get(name);
    try {
      method.invokeExact();
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /** The methods behind the handles declare no checked exception. */
  private static RuntimeException rethrown(Throwable e) {
    if (e instanceof Error) {
      throw (Error) e;
    }
    throw (RuntimeException) e;
  }
}
