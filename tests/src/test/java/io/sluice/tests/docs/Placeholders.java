package io.sluice.tests.docs;

import com.google.protobuf.ByteString;
import com.google.protobuf.TextFormat;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values that are always the same into the place of those that differ from run to run: names,
 * the number of the partition, times that Cassandra chose, the ids of a list's elements. Reads JSON
 * without white space, and Protobuf's text form on one line. For the records of one example: what
 * is different in them stays so.
 */
final class Placeholders {
  private static final long SECONDS = 1_769_860_800;
  private static final long MICROS = SECONDS * 1_000_000 + 123_456;
  private static final Pattern CHOSEN_MICROS =
      Pattern.compile("((?:writetime|captured_at|deletion_ts|ts_us)\"?: ?\"?)(\\d{16})\\b");
  private static final String KEY =
      "(?:\"k\":(?:\\{\"value\":)?|name: \"k\" (?:type: \"int\" )?value \\{ int_value: )";
  private static final Pattern TTL_HEADER = Pattern.compile("\"ttl\":\"(\\d+)\"");
  private static final Pattern DELETED_AT = Pattern.compile("(deleted_at\"?: ?)\\d{10}\\b");
  private static final Pattern EXPIRES_AT =
      Pattern.compile("(ttl\"?: ?)(\\d+)(,? ?\"?expires_at\"?: ?)\\d{10}\\b");
  private static final Pattern JSON_ID =
      Pattern.compile("\"([0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})\"");
  private static final Pattern PROTOBUF_ID =
      Pattern.compile("(?<!_)\\bid: \"((?:[^\"\\\\]|\\\\.)*)\"");

  private final List<String> micros = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final String keyspace;
  private final String table;
  private final int number;

  /**
   * For the records of one example.
   *
   * @param number of the partition: the value of {@code k}, or its negative; 1 takes its place
   */
  Placeholders(String keyspace, String table, int number) {
    this.keyspace = keyspace;
    this.table = table;
    this.number = number;
  }

  /** A record's text; to be asked for one record after the other. */
  String in(String text) {
    String result =
        text.replaceAll("\\b" + keyspace + "\\b", "ks")
            .replace('"' + table + '"', "\"t\"")
            .replaceAll("(?<k>" + KEY + "-?)" + number + "\\b", "${k}1");
    result = replaced(result, CHOSEN_MICROS, m -> m.group(1) + chosen(m, text));
    result = replaced(result, DELETED_AT, m -> m.group(1) + SECONDS);
    result =
        replaced(
            result, EXPIRES_AT, m -> m.group(1) + m.group(2) + m.group(3) + expiry(m.group(2)));
    result = replaced(result, JSON_ID, m -> '"' + id(m.group(1)).toString() + '"');
    return replaced(result, PROTOBUF_ID, m -> "id: \"" + escaped(id(m.group(1))) + '"');
  }

  private static String replaced(String text, Pattern pattern, Function<MatchResult, String> by) {
    return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(by.apply(match)));
  }

  /** The later the time was met, the later it is. */
  private long chosen(MatchResult match, String text) {
    return isEndOfTtl(match)
        ? expiry(ttl(text)) * 1_000_000
        : MICROS + 1000L * place(micros, match.group(2));
  }

  /** In {@code debezium} a full second that is no writetime; those are met before, as headers. */
  private boolean isEndOfTtl(MatchResult match) {
    return match.group(1).startsWith("deletion_ts")
        && match.group(2).endsWith("000000")
        && !micros.contains(match.group(2));
  }

  private static String ttl(String text) {
    Matcher ttl = TTL_HEADER.matcher(text);
    return ttl.find() ? ttl.group(1) : "0";
  }

  private static long expiry(String ttl) {
    return SECONDS + Long.parseLong(ttl);
  }

  private UUID id(String found) {
    return new UUID(0x50554d6e_29bb_11e5L + ((long) place(ids, found) << 32), 0xb345_feff819cdc9fL);
  }

  private static String escaped(UUID id) {
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).flip();
    return TextFormat.escapeBytes(ByteString.copyFrom(bytes));
  }

  private static int place(List<String> known, String found) {
    if (!known.contains(found)) {
      known.add(found);
    }
    return known.indexOf(found);
  }
}
