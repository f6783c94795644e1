package io.sluice.relay.route;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import io.sluice.relay.change.Source;
import io.sluice.relay.change.Table;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a topic, in which {@code ${keyspace}}, {@code ${table}} and {@code ${data_center}}
 * may stand for those of the change.
 *
 * <p>Kafka allows letters, digits, {@code .}, {@code _} and {@code -} in a topic's name, and at
 * most 249 of them. Any other character that a variable brings in becomes {@code _}, always the
 * same way; what makes a name too long is replaced by a digest of the whole, 16 hex digits.
 */
public final class TopicTemplate {
  private static final int MAX_LENGTH = 249;
  private static final int DIGEST_LENGTH = 16;

  private static final CharMatcher LEGAL =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("._-"));

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final String VARIABLES = "${keyspace}, ${table} and ${data_center}";

  private final String template;

  /**
   * A template that has no {@link #problem}.
   *
   * @throws IllegalArgumentException if it has one; the message tells it
   */
  public TopicTemplate(String template) {
    problem("topic", template)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    this.template = template;
  }

  /**
   * What is wrong with a template, for whoever wrote it.
   *
   * @param key where it is written, such as {@code destinations[0].topic}
   * @return empty if it is right
   */
  public static Optional<String> problem(String key, String template) {
    Matcher variables = VARIABLE.matcher(template);
    while (variables.find()) {
      if (!values("", "", "").containsKey(variables.group(1))) {
        return Optional.of(
            key + ": unknown variable " + variables.group() + "; there are " + VARIABLES);
      }
    }
    return literalProblem(key, template, variables.replaceAll(""));
  }

  private static Optional<String> literalProblem(String key, String template, String literal) {
    if (!LEGAL.matchesAllOf(literal)) {
      return Optional.of(
          key
              + ": '"
              + template
              + "' is no topic name; use letters, digits, '.', '_', '-' and the variables "
              + VARIABLES);
    }
    if (literal.length() > MAX_LENGTH) {
      return Optional.of(key + ": a topic name has at most " + MAX_LENGTH + " characters");
    }
    if (template.isEmpty() || template.equals(".") || template.equals("..")) {
      return Optional.of(key + ": '" + template + "' is no topic name");
    }
    return Optional.empty();
  }

  /** The topic of a change: always a name that Kafka allows. */
  public String topic(Table table, Source source) {
    Map<String, String> values = values(table.keyspace(), table.name(), source.dataCenter());
    String topic =
        VARIABLE
            .matcher(template)
            .replaceAll(variable -> Matcher.quoteReplacement(values.get(variable.group(1))));
    return legal(topic);
  }

  private static String legal(String topic) {
    String legal = LEGAL.negate().replaceFrom(topic, '_');
    if (legal.length() > MAX_LENGTH) {
      long digest = Hashing.sha256().hashString(topic, StandardCharsets.UTF_8).asLong();
      return legal.substring(0, MAX_LENGTH - DIGEST_LENGTH) + String.format("%016x", digest);
    }
    // Kafka reserves what file systems do.
    return legal.equals(".") || legal.equals("..") ? legal.replace('.', '_') : legal;
  }

  private static Map<String, String> values(String keyspace, String table, String dataCenter) {
    return ImmutableMap.of("keyspace", keyspace, "table", table, "data_center", dataCenter);
  }
}
