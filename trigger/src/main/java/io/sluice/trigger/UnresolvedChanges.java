package io.sluice.trigger;

import io.sluice.wal.Position;
import java.nio.LongBuffer;
import org.apache.cassandra.service.ClientWarn;

/**
 * What a thread has captured for the request that it is at work on: the outcome is not known yet.
 * Each change is two numbers: its {@link Position}, and the schema version of its table.
 *
 * <p>What belongs to an earlier request is never seen again. Cassandra ends a request without a
 * callback where an Error is thrown, and the next one on that thread must not decide about what is
 * left. Requests are told apart by the warnings that Cassandra collects for each of them; only with
 * version 3 of the native protocol, which has no warnings, one can't be told from the next.
 *
 * <p>For any number of threads, each of which sees its own. All that hangs on a thread is classes
 * of the JDK and of Cassandra, so it never keeps the class loader of a trigger that was reloaded.
 */
final class UnresolvedChanges {
  /** Stands for the table of a change that is not in the journal. */
  static final long NO_TABLE = 0;

  private static final int NUMBERS = 2;
  private static final int USUAL_SIZE = 8 * NUMBERS;

  /** What is captured beyond it, in one request, stays without an outcome. */
  private static final int MAX_SIZE = 4096 * NUMBERS;

  /**
   * Of each thread its {@link #REQUEST} and its {@link #CHANGES}. One variable for both: to look
   * one up is what a callback costs most on Cassandra's threads, which have many.
   */
  private static final ThreadLocal<Object[]> OF_THREAD = new ThreadLocal<>();

  /** Where the warnings of the last request that captured anything are. */
  private static final int REQUEST = 0;

  /** Where the numbers of its changes are, a LongBuffer. */
  private static final int CHANGES = 1;

  private UnresolvedChanges() {}

  /** Adds a partition that the current request writes to, and of which nothing is captured. */
  static void addNone() {
    add(Position.NONE, NO_TABLE);
  }

  /** Adds a change that the current request has captured. */
  static void add(long position, long table) {
    Object[] own = ofThread();
    LongBuffer list = (LongBuffer) own[CHANGES];
    ClientWarn.State request = ClientWarn.instance.get();
    if (own[REQUEST] != request) {
      list.clear();
      own[REQUEST] = request;
    }
    if (!list.hasRemaining() && list.capacity() < MAX_SIZE) {
      list = LongBuffer.allocate(2 * list.capacity()).put(list.flip());
      own[CHANGES] = list;
    }
    if (list.hasRemaining()) {
      list.put(position).put(table);
    }
  }

  /**
   * What the current request has captured, null if nothing. It is for the caller to read, to write
   * into, and to clear in the end.
   */
  static LongBuffer take() {
    Object[] own = OF_THREAD.get();
    if (own == null) {
      return null;
    }
    LongBuffer list = (LongBuffer) own[CHANGES];
    if (list.position() == 0) {
      return null;
    }
    if (own[REQUEST] != ClientWarn.instance.get()) {
      list.clear();
      return null;
    }
    return list.flip();
  }

  /** Numbers of changes in what {@link #take} gave. */
  static int count(LongBuffer taken) {
    return taken.limit() / NUMBERS;
  }

  static long position(LongBuffer taken, int change) {
    return taken.get(change * NUMBERS);
  }

  static long table(LongBuffer taken, int change) {
    return taken.get(change * NUMBERS + 1);
  }

  /** Puts a number of the caller's in the place of the change's table. */
  static void settle(LongBuffer taken, int change, long number) {
    taken.put(change * NUMBERS + 1, number);
  }

  /** What {@link #settle} has put there. */
  static long settledAs(LongBuffer taken, int change) {
    return taken.get(change * NUMBERS + 1);
  }

  private static Object[] ofThread() {
    Object[] own = OF_THREAD.get();
    if (own == null) {
      own = new Object[] {null, LongBuffer.allocate(USUAL_SIZE)};
      OF_THREAD.set(own);
    }
    return own;
  }
}
