package io.sluice.relay.convert;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidConfigurationException;

/**
 * The HTTP status in an exception of a registry's client. Each client has exceptions of its own,
 * which a plugin brings and the relay does not know; but they call their status by few names.
 */
final class HttpStatus {
  /** An exception that would have a status, had there been an answer. */
  static final int NONE = 0;

  private static final List<String> ACCESSORS =
      List.of("getStatus", "getStatusCode", "statusCode", "getResponseStatusCode", "getErrorCode");

  /** What some have the status in. */
  private static final List<String> HOLDERS = List.of("getError", "getResponse");

  /** What is left of Confluent's exception where Kafka's took its place. */
  private static final Pattern IN_MESSAGE = Pattern.compile("; error code: (\\d{3,5})");

  private HttpStatus() {}

  /** The status, {@link #NONE}, or empty if an exception knows nothing of HTTP. */
  static Optional<Integer> of(Throwable failure) {
    Stream<Object> held = HOLDERS.stream().flatMap(name -> call(failure, name).stream());
    return Stream.concat(Stream.of(failure), held)
        .flatMap(HttpStatus::accessible)
        .findFirst()
        .or(() -> inMessage(failure));
  }

  private static Stream<Integer> accessible(Object object) {
    return ACCESSORS.stream().flatMap(name -> status(object, name).stream());
  }

  private static Optional<Integer> status(Object object, String accessor) {
    try {
      Class<?> type = object.getClass().getMethod(accessor).getReturnType();
      return type == int.class || type == Integer.class
          ? Optional.of(call(object, accessor).map(Integer.class::cast).orElse(NONE))
              .flatMap(HttpStatus::status)
          : Optional.empty();
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> call(Object object, String accessor) {
    try {
      return Optional.ofNullable(object.getClass().getMethod(accessor).invoke(object));
    } catch (ReflectiveOperationException e) {
      return Optional.empty(); // not that kind of exception
    }
  }

  private static Optional<Integer> inMessage(Throwable failure) {
    boolean kafkas =
        failure instanceof ConfigException || failure instanceof InvalidConfigurationException;
    Matcher matcher = IN_MESSAGE.matcher(String.valueOf(failure.getMessage()));
    return kafkas && matcher.find() ? status(Integer.parseInt(matcher.group(1))) : Optional.empty();
  }

  /** Confluent's codes are the status and two digits more. */
  private static Optional<Integer> status(int code) {
    int status = code > 9999 ? code / 100 : code;
    return status == NONE || (status >= 100 && status <= 599)
        ? Optional.of(status)
        : Optional.empty();
  }
}
