package io.sluice.trigger.encode;

import com.codahale.metrics.Counting;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.cassandra.config.DatabaseDescriptor;
import org.apache.cassandra.db.DeletionTime;
import org.apache.cassandra.db.LivenessInfo;
import org.apache.cassandra.db.marshal.AbstractType;
import org.apache.cassandra.db.rows.Cell;
import org.apache.cassandra.locator.IEndpointSnitch;
import org.apache.cassandra.metrics.ClientRequestMetrics;
import org.apache.cassandra.metrics.ClientRequestsMetricsHolder;
import org.apache.cassandra.transport.messages.ResultMessage;

/**
 * The members of Cassandra's classes that differ between the versions this jar serves, and the only
 * place that knows: local deletion times are int in 4.x and long from 5.0 on, LivenessInfo is a
 * class up to 5.0 and an interface in 6.0, 4.x has no vectors, and 6.0 no snitches, results made of
 * arrays, and writes that are sent again. Everything else that is called has the same descriptor in
 * all of them.
 *
 * <p>The handles are constants, so the JIT compiles a call through one like a plain call.
 */
public final class VersionedMembers {
  private static final MethodHandle CELL_DELETION_TIME = seconds(Cell.class, "localDeletionTime");
  private static final MethodHandle DELETION_TIME =
      seconds(DeletionTime.class, "localDeletionTime");
  private static final MethodHandle LIVENESS_EXPIRATION =
      seconds(LivenessInfo.class, "localExpirationTime");
  private static final MethodHandle LIVENESS_TIMESTAMP =
      method(LivenessInfo.class, "timestamp", long.class);
  private static final MethodHandle LIVENESS_TTL = method(LivenessInfo.class, "ttl", int.class);
  private static final MethodHandle LIVENESS_EMPTY =
      method(LivenessInfo.class, "isEmpty", boolean.class);

  /** Empty before 6.0. */
  private static final List<Counting> RESENT_WRITES = resentWriteMeters();

  private VersionedMembers() {}

  /** Seconds since the epoch. */
  static long localDeletionTime(Cell<?> cell) {
    try {
      return (long) CELL_DELETION_TIME.invokeExact((Cell) cell);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /** Seconds since the epoch. */
  static long localDeletionTime(DeletionTime deletion) {
    try {
      return (long) DELETION_TIME.invokeExact(deletion);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /** Seconds since the epoch. */
  static long localExpirationTime(LivenessInfo liveness) {
    try {
      return (long) LIVENESS_EXPIRATION.invokeExact(liveness);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  static long timestamp(LivenessInfo liveness) {
    try {
      return (long) LIVENESS_TIMESTAMP.invokeExact(liveness);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  static int ttl(LivenessInfo liveness) {
    try {
      return (int) LIVENESS_TTL.invokeExact(liveness);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  static boolean isEmpty(LivenessInfo liveness) {
    try {
      return (boolean) LIVENESS_EMPTY.invokeExact(liveness);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  static boolean isVector(AbstractType<?> type) {
    return type.getClass().getName().equals("org.apache.cassandra.db.marshal.VectorType");
  }

  /**
   * The first value of the first row, as the version keeps it: a ByteBuffer up to 5.0, a byte[] in
   * 6.0, though the field's descriptor is the same. Null if there is none.
   */
  public static Object firstValue(ResultMessage.Rows answer) {
    List<?> rows = answer.result.rows;
    return rows.isEmpty() ? null : ((List<?>) rows.get(0)).get(0);
  }

  /** Whether such a value is CQL's true. */
  public static boolean isTrue(Object value) {
    byte first =
        value instanceof byte[]
            ? ((byte[]) value)[0]
            : ((ByteBuffer) value).get(((ByteBuffer) value).position());
    return first != 0;
  }

  /**
   * Whether this version's coordinators send a write again by themselves, after replicas have told
   * them that they were behind with the cluster's metadata.
   */
  public static boolean resendsWrites() {
    return !RESENT_WRITES.isEmpty();
  }

  /** How often this node has done so since its start. */
  public static long resentWrites() {
    long count = 0;
    for (Counting meter : RESENT_WRITES) {
      count += meter.getCount();
    }
    return count;
  }

  private static List<Counting> resentWriteMeters() {
    try {
      Field behind = ClientRequestMetrics.class.getField("retryCoordinatorBehind");
      Field otherSystem = ClientRequestMetrics.class.getField("retryDifferentSystem");
      Object writes = ClientRequestsMetricsHolder.class.getField("writeMetrics").get(null);
      return List.of((Counting) behind.get(writes), (Counting) otherSystem.get(writes));
    } catch (NoSuchFieldException e) {
      return List.of();
    } catch (IllegalAccessException e) {
      throw unsupported(e);
    }
  }

  /** Of each vector column once, so plain reflection will do. */
  static AbstractType<?> vectorElement(AbstractType<?> vector) {
    return (AbstractType<?>) field(vector, "elementType");
  }

  static int vectorDimension(AbstractType<?> vector) {
    return (int) field(vector, "dimension");
  }

  /** The rack that this node is in. */
  public static String localRack() {
    try {
      Object snitch = DatabaseDescriptor.class.getMethod("getEndpointSnitch").invoke(null);
      return (String) IEndpointSnitch.class.getMethod("getLocalRack").invoke(snitch);
    } catch (NoSuchMethodException e) {
      return locatedRack();
    } catch (ReflectiveOperationException e) {
      throw unsupported(e);
    }
  }

  private static String locatedRack() {
    try {
      Object locator = DatabaseDescriptor.class.getMethod("getLocator").invoke(null);
      return (String) field(locator.getClass().getMethod("local").invoke(locator), "rack");
    } catch (ReflectiveOperationException e) {
      throw unsupported(e);
    }
  }

  private static Object field(Object owner, String name) {
    try {
      return owner.getClass().getField(name).get(owner);
    } catch (ReflectiveOperationException e) {
      throw unsupported(e);
    }
  }

  /** A method that gives int or long, as one that gives long. */
  private static MethodHandle seconds(Class<?> owner, String name) {
    MethodType asLong = MethodType.methodType(long.class, owner);
    try {
      return find(owner, name, long.class);
    } catch (NoSuchMethodException e) {
      return method(owner, name, int.class).asType(asLong);
    }
  }

  private static MethodHandle method(Class<?> owner, String name, Class<?> result) {
    try {
      return find(owner, name, result);
    } catch (NoSuchMethodException e) {
      throw unsupported(e);
    }
  }

  private static MethodHandle find(Class<?> owner, String name, Class<?> result)
      throws NoSuchMethodException {
    try {
      return MethodHandles.publicLookup().findVirtual(owner, name, MethodType.methodType(result));
    } catch (IllegalAccessException e) {
      throw unsupported(e);
    }
  }

  private static IllegalStateException unsupported(ReflectiveOperationException e) {
    return new IllegalStateException("this version of Cassandra is not supported: " + e, e);
  }

  /** The members called here declare no checked exception. */
  private static RuntimeException rethrown(Throwable e) {
    if (e instanceof Error) {
      throw (Error) e;
    }
    throw (RuntimeException) e;
  }
}
