package io.sluice.relay.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.sluice.relay.DestinationStatus;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.read.Backlog;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import io.sluice.relay.report.RecentLatency;
import io.sluice.relay.report.Troubles;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A destination as the endpoint shows it. Its names are part of the API.
 *
 * @param transmissionEnabled whether it is transmitted to now
 * @param paused whether it is not by command
 * @param begun whether it knows where it stands, for which transactions need brokers
 * @param backlogBytes of the journal that it has yet to pass, other tables' changes among them, and
 *     what paused channels keep
 * @param backlogSeconds age of the oldest of it; 0 if there is none
 * @param latency from capture to acknowledgement, of the last minute; null if nothing was delivered
 */
record DestinationView(
    @JsonProperty("name") String name,
    @JsonProperty("topic") String topic,
    @JsonProperty("transmission_enabled") boolean transmissionEnabled,
    @JsonProperty("paused") boolean paused,
    @JsonProperty("begun") boolean begun,
    @JsonProperty("delivery") String delivery,
    @JsonProperty("envelope") String envelope,
    @JsonProperty("bootstrap_servers") String bootstrapServers,
    @JsonProperty("backlog_bytes") long backlogBytes,
    @JsonProperty("backlog_seconds") double backlogSeconds,
    @JsonProperty("latency_ms") @JsonInclude(JsonInclude.Include.NON_NULL) Latency latency,
    @JsonProperty("counters") Map<String, Long> counters,
    @JsonProperty("troubles") List<Trouble> troubles) {

  /** What is wrong with it. */
  record Trouble(@JsonProperty("since") String since, @JsonProperty("message") String message) {
    static Trouble of(Troubles.Trouble trouble) {
      return new Trouble(trouble.since().toString(), trouble.message());
    }
  }

  /** Within which so many of a hundred changes were delivered: milliseconds. */
  record Latency(@JsonProperty("p50") double p50, @JsonProperty("p99") double p99) {
    static Latency of(RecentLatency.Quantiles seconds) {
      return new Latency(1000 * seconds.p50(), 1000 * seconds.p99());
    }
  }

  static DestinationView of(DestinationStatus status, Backlog backlog, Instant now) {
    DestinationConfig config = status.config();
    return new DestinationView(
        config.name(),
        config.topic(),
        config.transmissionEnabled(),
        status.paused().transmission(),
        status.reached().isPresent(),
        lowerCase(config.delivery().guarantee()),
        lowerCase(config.envelope()),
        String.valueOf(config.kafka().values().get("bootstrap.servers")),
        backlog.bytes(),
        backlog.seconds(now),
        status.counters().recentLatency().at(now).map(Latency::of).orElse(null),
        counters(status.counters()),
        status.counters().troubles().stream().map(Trouble::of).toList());
  }

  private static Map<String, Long> counters(Counters counters) {
    Map<String, Long> all = new LinkedHashMap<>();
    for (Counter counter : Counter.values()) {
      all.put(lowerCase(counter), counters.get(counter));
    }
    return all;
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
