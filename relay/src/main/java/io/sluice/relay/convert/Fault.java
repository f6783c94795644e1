package io.sluice.relay.convert;

import com.google.common.base.Throwables;
import com.google.common.collect.Iterables;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.connect.errors.DataException;

/**
 * Whose fault it is that a converter failed, as far as its exception and the causes of that tell.
 * They are of any class: what a registry's client throws is known by what it says, not by name.
 *
 * <p>In the order in which they outdo each other, where causes disagree.
 */
enum Fault {
  /** A registry that is not reached, or cannot answer now. It will pass. */
  REGISTRY,

  /** The record's, or of the schema that it would need: no other try will go better. */
  RECORD,

  /** The exception does not tell: wrong credentials, or a class that says nothing of itself. */
  UNCLEAR;

  private static final List<Class<? extends Throwable>> PASSING =
      List.of(
          EOFException.class,
          SocketException.class,
          InterruptedIOException.class, // SocketTimeoutException is one
          InterruptedException.class,
          UnknownHostException.class,
          HttpTimeoutException.class,
          SSLException.class,
          ClosedChannelException.class,
          UnresolvedAddressException.class,
          TimeoutException.class,
          RetriableException.class,
          org.apache.kafka.connect.errors.RetriableException.class);

  private static final List<Class<? extends Throwable>> OF_DATA =
      List.of(
          DataException.class,
          SerializationException.class,
          NullPointerException.class,
          ClassCastException.class,
          IndexOutOfBoundsException.class,
          UnsupportedOperationException.class,
          ArithmeticException.class,
          DateTimeException.class,
          StackOverflowError.class);

  /**
   * Libraries that know data only; a plugin's are not the relay's own classes. Not Jackson: clients
   * read a registry's answers with it, and a proxy's page is no fault of the record.
   */
  private static final List<String> DATA_LIBRARIES =
      List.of("org.apache.avro.", "com.google.protobuf.");

  static Fault of(Throwable failure) {
    List<Throwable> causes = Throwables.getCausalChain(failure);
    return causes.stream()
        .flatMap(cause -> told(cause).stream())
        .min(Enum::compareTo)
        .orElseGet(() -> isOfData(Iterables.getLast(causes)) ? RECORD : UNCLEAR);
  }

  private static Optional<Fault> told(Throwable cause) {
    if (cause instanceof LinkageError) {
      return Optional.of(UNCLEAR); // a class that is missing, whatever its initializer failed with
    }
    return isAny(PASSING, cause)
        ? Optional.of(REGISTRY)
        : HttpStatus.of(cause).map(Fault::ofStatus);
  }

  /**
   * Of 4xx only those that are about what was sent: 404 may be a wrong URL, and with 400 some
   * services refuse callers that are too many, or whose credentials are too old.
   */
  private static Fault ofStatus(int status) {
    return switch (status) {
      case HttpStatus.NONE, 408, 425, 429 -> REGISTRY;
      case 409, 413, 422 -> RECORD;
      default -> status >= 500 ? REGISTRY : UNCLEAR;
    };
  }

  private static boolean isOfData(Throwable root) {
    return isAny(OF_DATA, root)
        || Stream.<Class<?>>iterate(root.getClass(), type -> type != null, Class::getSuperclass)
            .anyMatch(type -> DATA_LIBRARIES.stream().anyMatch(type.getName()::startsWith));
  }

  private static boolean isAny(List<Class<? extends Throwable>> types, Throwable cause) {
    return types.stream().anyMatch(type -> type.isInstance(cause));
  }
}
