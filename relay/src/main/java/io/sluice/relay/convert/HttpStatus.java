package io.sluice.relay.convert;

import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
    Stream<Object> held = HOLDERS.stream().flatMap(name -> answers(failure, name, Object.class));
    return Stream.concat(Stream.of(failure), held.filter(Objects::nonNull))
        .flatMap(HttpStatus::accessible)
        .max(Comparator.naturalOrder()) // one that says something outdoes those that do not
        .or(() -> inMessage(failure));
  }

  private static Stream<Integer> accessible(Object object) {
    return ACCESSORS.stream()
        .flatMap(
            name ->
                Stream.concat(
                    answers(object, name, int.class), answers(object, name, Integer.class)))
        .flatMap(code -> status(code == null ? NONE : (Integer) code).stream());
  }

  /**
   * What an accessor returns, null included; nothing if there is none of that type, or it cannot be
   * asked: what is not known is not "no answer".
   */
  private static Stream<Object> answers(Object object, String accessor, Class<?> type) {
    try {
      Method method = object.getClass().getMethod(accessor);
      return type.isAssignableFrom(method.getReturnType())
          ? Collections.singletonList(method.invoke(object)).stream()
          : Stream.empty();
    } catch (ReflectiveOperationException e) {
      return Stream.empty();
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
