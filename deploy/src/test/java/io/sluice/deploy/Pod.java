package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a manifest says of a pod with Cassandra and the relay.
 *
 * @param containers has its containers, in {@code containers} and {@code initContainers}
 * @param volumes those that are mounted by name only
 * @param claims those of Cassandra's container as well, by name, with the size that is asked for
 * @param security what holds for all containers
 */
record Pod(Yaml containers, List<Yaml> volumes, Map<String, String> claims, Yaml security) {

  Yaml relay() {
    return all()
        .filter(container -> container.text("name").equals("relay"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(containers.path() + " has no relay"));
  }

  Stream<Yaml> all() {
    return Stream.concat(
        containers.list("initContainers").stream(), containers.list("containers").stream());
  }

  /** What is mounted in a container, by where. */
  static Map<String, String> mounts(Yaml container) {
    return container.list("volumeMounts").stream()
        .collect(Collectors.toMap(mount -> mount.text("mountPath"), mount -> mount.text("name")));
  }

  /** Every volume that is mounted is there, and the other way round. */
  void checkVolumes() {
    Set<String> there = new TreeSet<>(claims.keySet());
    volumes.forEach(volume -> there.add(volume.text("name")));
    List<String> mounted = new ArrayList<>();
    all().forEach(container -> mounted.addAll(mounts(container).values()));

    assertThat(there).containsAll(mounted);
    assertThat(mounted).containsAll(volumes.stream().map(volume -> volume.text("name")).toList());
  }

  /** Both containers run as one user that is not root, and the journal stays that user's. */
  void checkUser() {
    assertThat(security.text("runAsUser")).isEqualTo("999");
    assertThat(security.text("fsGroup")).isEqualTo("999");
    assertThat(security.text("fsGroupChangePolicy")).isEqualTo("OnRootMismatch");
    assertThat(all()).noneMatch(container -> container.everywhere("runAsUser").count() > 0);
  }

  /** Relay, probes and secret agree with its configuration. */
  void checkRelay(Yaml config) {
    Yaml port = relay().named("ports", "metrics");
    assertThat(config.text("admin", "listen")).isEqualTo("0.0.0.0:" + port.text("containerPort"));
    assertThat(relay().text("livenessProbe", "httpGet", "path")).isEqualTo("/health/live");
    assertThat(relay().text("readinessProbe", "httpGet", "path")).isEqualTo("/health/ready");
    assertThat(relay().everywhere("httpGet").map(get -> get.text("port"))).containsOnly("metrics");
    String token = relay().named("env", "SLUICE_TOKEN_FILE").text("value");
    assertThat(config.text("admin", "token")).isEqualTo("${file:" + token + "}");
    assertThat(volumeOf(token)).contains("admin");
    assertThat(volumeOf("/etc/sluice/relay.yaml")).contains("config");
    assertThat(volumeOf("/tmp/native")).contains("tmp");
  }

  /** The volume that has the journal has room for it and for the relay's state. */
  void checkJournal(Yaml trigger, Yaml config) {
    assertThat(config.text("journal")).isEqualTo(trigger.text("directory"));
    String volume = volumeOf(config.text("journal"));
    assertThat(volumeOf(config.text("state"))).isEqualTo(volume);
    assertThat(claims).containsKey(volume);
    assertThat(gibibytes(claims.get(volume), "Gi"))
        .isGreaterThan(gibibytes(trigger.text("max_backlog"), "GiB"));
  }

  private String volumeOf(String path) {
    return mounts(relay()).entrySet().stream()
        .filter(mount -> path.startsWith(mount.getKey() + "/"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("none");
  }

  private static int gibibytes(String size, String unit) {
    assertThat(size).endsWith(unit);
    return Integer.parseInt(size.substring(0, size.length() - unit.length()));
  }
}
