package io.sluice.relay.config;

import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.CONTACT_POINTS;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER;
import static com.datastax.oss.driver.api.core.config.DefaultDriverOption.REQUEST_CONSISTENCY;

import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.google.common.net.HostAndPort;
import io.sluice.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code cassandra}, which is needed where a destination reads stored writetimes. */
final class CassandraReader {
  private static final String CONTACT_POINT_KEY = "contact_points";
  private static final String CONTACT_POINT_FIX =
      "name nodes of this node's data center, for example contact_points: [\"127.0.0.1:9042\"]";
  private static final Map<String, String> RELAYS_OWN =
      Map.of(
          CONTACT_POINTS.getPath(), "use contact_points",
          LOAD_BALANCING_LOCAL_DATACENTER.getPath(),
              "it is that of the node whose journal is read; remove this line");
  private static final Set<String> SERIAL = Set.of("SERIAL", "LOCAL_SERIAL");

  private final Settings section;
  private final List<String> warnings;

  private CassandraReader(Settings section, List<String> warnings) {
    this.section = section;
    this.warnings = warnings;
  }

  static Optional<CassandraConfig> read(
      Settings main, List<DestinationConfig> destinations, List<String> warnings) {
    CassandraReader reader = new CassandraReader(main.section("cassandra"), warnings);
    Optional<DestinationConfig> user =
        destinations.stream().filter(d -> d.lwtWritetime() == LwtWritetime.READ).findFirst();
    if (main.has("cassandra")) {
      if (user.isEmpty()) {
        warnings.add("cassandra: not used; no destination has lwt_writetime: read");
      }
      return Optional.of(reader.read());
    }
    user.ifPresent(reader::reportMissing);
    return Optional.empty();
  }

  private void reportMissing(DestinationConfig user) {
    section.problem(
        CONTACT_POINT_KEY,
        "missing; destination %s has lwt_writetime: read, so the relay has to ask Cassandra: %s"
            .formatted(user.name(), CONTACT_POINT_FIX));
  }

  private CassandraConfig read() {
    CassandraConfig config = new CassandraConfig(contactPoints(), login(), driver());
    tryOut(config);
    return config;
  }

  private List<HostAndPort> contactPoints() {
    List<HostAndPort> points = new ArrayList<>();
    List<String> texts = section.texts(CONTACT_POINT_KEY);
    for (String text : texts) {
      try {
        points.add(HostAndPort.fromString(text).withDefaultPort(CassandraConfig.DEFAULT_PORT));
      } catch (IllegalArgumentException e) {
        section.problem(CONTACT_POINT_KEY, "not a list of host:port; " + CONTACT_POINT_FIX);
      }
    }
    if (texts.isEmpty()) {
      section.problem(CONTACT_POINT_KEY, "missing; " + CONTACT_POINT_FIX);
    }
    return points;
  }

  private Optional<CassandraConfig.Login> login() {
    if (!section.has("username") && !section.has("password")) {
      return Optional.empty();
    }
    return Optional.of(
        new CassandraConfig.Login(
            section.requiredText("username", "give the role that the password is of"),
            section.requiredText(
                "password", "give the role's, for example password: ${file:/path/to/password}")));
  }

  private Map<String, String> driver() {
    Map<String, String> given = section.entries("driver");
    Settings options = section.section("driver");
    RELAYS_OWN.forEach(
        (key, fix) -> {
          if (given.containsKey(key)) {
            options.problem(key, "is the relay's own; " + fix);
          }
        });
    String consistency = REQUEST_CONSISTENCY.getPath();
    if (!SERIAL.contains(given.getOrDefault(consistency, "SERIAL"))) {
      options.problem(consistency, "must be SERIAL or LOCAL_SERIAL, that of your statements");
    }
    warnOfUnknown(given);
    Map<String, String> merged = new HashMap<>(CassandraConfig.DEFAULTS);
    merged.putAll(given);
    return merged;
  }

  private void warnOfUnknown(Map<String, String> given) {
    List<String> known =
        Arrays.stream(DefaultDriverOption.values()).map(DefaultDriverOption::getPath).toList();
    for (String key : given.keySet()) {
      if (!known.contains(key)) {
        warnings.add("cassandra.driver.%s: no option of the driver; passed on".formatted(key));
      }
    }
  }

  /** The driver's own message might quote a value, which may be a secret. */
  private void tryOut(CassandraConfig config) {
    try {
      config.options().getInitialConfig();
    } catch (RuntimeException e) {
      section.problem(
          "driver",
          "the driver does not accept these options ("
              + e.getClass().getSimpleName()
              + "); give each by its full path, beginning with basic. or advanced.");
    }
  }
}
