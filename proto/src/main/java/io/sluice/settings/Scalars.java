package io.sluice.settings;

import java.math.BigInteger;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads single values. Every method throws {@link IllegalArgumentException} with a message that
 * says what would be right and never repeats the value, which may be a secret.
 */
final class Scalars {
  private static final Pattern QUANTITY = Pattern.compile("(\\d+)\\s*([A-Za-z]*)");
  private static final Map<String, Long> SIZE_UNITS =
      Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);
  private static final Map<String, ChronoUnit> TIME_UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  private Scalars() {}

  static boolean flag(String text) {
    require(text.matches("(?i)true|false"), "is neither true nor false");
    return Boolean.parseBoolean(text);
  }

  static int number(String text, int min, int max) {
    require(text.matches("[+-]?\\d+"), "is not a whole number");
    BigInteger number = new BigInteger(text);
    boolean inRange =
        number.compareTo(BigInteger.valueOf(min)) >= 0
            && number.compareTo(BigInteger.valueOf(max)) <= 0;
    require(inRange, "is out of range; give a number from " + min + " to " + max);
    return number.intValue();
  }

  static long size(String text, long min, long max) {
    Matcher quantity = QUANTITY.matcher(text);
    boolean known = quantity.matches() && SIZE_UNITS.containsKey(quantity.group(2));
    require(known, "is not a size; write for example 512KiB, 16MiB or 16GiB");
    BigInteger bytes =
        new BigInteger(quantity.group(1))
            .multiply(BigInteger.valueOf(SIZE_UNITS.get(quantity.group(2))));
    boolean inRange =
        bytes.compareTo(BigInteger.valueOf(min)) >= 0
            && bytes.compareTo(BigInteger.valueOf(max)) <= 0;
    require(inRange, "is out of range; give " + bytes(min) + " to " + bytes(max));
    return bytes.longValue();
  }

  static Duration duration(String text, Duration min, Duration max) {
    Matcher quantity = QUANTITY.matcher(text);
    boolean known = quantity.matches() && TIME_UNITS.containsKey(quantity.group(2));
    require(known, "is not a duration; write for example 200ms, 5s, 10m, 1h or 7d");
    String range = "is out of range; give " + time(min) + " to " + time(max);
    require(quantity.group(1).length() <= 15, range); // no unit overflows a Duration below that
    Duration duration =
        TIME_UNITS
            .get(quantity.group(2))
            .getDuration()
            .multipliedBy(Long.parseLong(quantity.group(1)));
    require(duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0, range);
    return duration;
  }

  static <E extends Enum<E>> E choice(String text, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (lowerCase(constant).equals(text)) {
        return constant;
      }
    }
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(Scalars::lowerCase).collect(Collectors.toList());
    throw new IllegalArgumentException("is not known; give one of " + String.join(", ", names));
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String bytes(long size) {
    return SIZE_UNITS.entrySet().stream()
        .filter(unit -> size != 0 && size % unit.getValue() == 0 && !unit.getKey().isEmpty())
        .max(Map.Entry.comparingByValue())
        .map(unit -> size / unit.getValue() + unit.getKey())
        .orElse("0");
  }

  private static String time(Duration duration) {
    return TIME_UNITS.entrySet().stream()
        .filter(unit -> duration.toMillis() % unit.getValue().getDuration().toMillis() == 0)
        .filter(unit -> !duration.isZero())
        .max(Map.Entry.comparingByValue())
        .map(unit -> duration.dividedBy(unit.getValue().getDuration()) + unit.getKey())
        .orElse("0ms");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
