package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Sluice adds to K8ssandra's and cass-operator's objects agrees, and is the same in both. */
class K8ssandraTest {
  private static final String TRIGGERS = "/var/lib/sluice/triggers";

  private Yaml trigger;
  private Yaml relay;
  private Yaml cluster;
  private Yaml dataCenter;

  @BeforeEach
  void read() throws IOException {
    trigger = Copied.yaml("k8s/k8ssandra/sluice-trigger.yaml");
    relay = Copied.yaml("k8s/k8ssandra/relay.yaml");
    Yaml spec = Copied.yaml("k8s/k8ssandra/k8ssandracluster.yaml").at("spec", "cassandra");
    cluster = spec.list("datacenters").get(0);
    dataCenter = Copied.yaml("k8s/k8ssandra/cassandradatacenter.yaml").at("spec");
  }

  @Test
  void thePodsAreConsistent() {
    for (Pod pod : pods()) {
      pod.checkVolumes();
      pod.checkUser();
      pod.checkRelay(relay);
      pod.checkJournal(trigger, relay);
    }
  }

  @Test
  void whatIsKubernetesOwnIsValid() {
    KubernetesObjects.read(dataCenter.at("podTemplateSpec", "spec"), PodSpec.class);
    KubernetesObjects.read(cluster.at("podSecurityContext"), PodSecurityContext.class);
  }

  @Test
  void bothSayTheSame() {
    Pod one = pods().get(0);
    Pod other = pods().get(1);

    assertThat(one.all().map(Yaml::value).toList())
        .isEqualTo(other.all().map(Yaml::value).toList());
    assertThat(one.volumes())
        .extracting(Yaml::value)
        .isEqualTo(other.volumes().stream().map(Yaml::value).toList());
    assertThat(one.claims()).isEqualTo(other.claims());
    assertThat(one.security().value()).isEqualTo(other.security().value());
  }

  /** Cassandra loads triggers from where the init container puts the jar. */
  @Test
  void cassandraFindsTheTrigger() {
    String option = "-Dcassandra.triggers_dir=" + TRIGGERS;

    assertThat(cluster.at("config", "jvmOptions", "additionalJvmServerOptions").value())
        .isEqualTo(List.of(option));
    assertThat(dataCenter.at("config", "jvm-server-options", "additional-jvm-opts").value())
        .isEqualTo(List.of(option));
    assertThat(pods())
        .allSatisfy(
            pod ->
                assertThat(pod.containers().named("initContainers", "sluice-trigger").text("args"))
                    .contains("/etc/sluice/sluice-trigger.yaml \\\n  " + TRIGGERS + "/"));
  }

  @Test
  void theChannelNamesTheDataCenter() throws IOException {
    String name = relay.list("channels").get(0).text("data_center");

    assertThat(cluster.text("metadata", "name")).isEqualTo(name);
    assertThat(Copied.yaml("k8s/k8ssandra/cassandradatacenter.yaml").text("metadata", "name"))
        .isEqualTo(name);
  }

  private List<Pod> pods() {
    Yaml extra = cluster.at("extraVolumes");
    Yaml pod = dataCenter.at("podTemplateSpec", "spec");
    return List.of(
        new Pod(
            cluster,
            extra.list("volumes"),
            claims(extra.list("pvcs")),
            cluster.at("podSecurityContext")),
        new Pod(
            pod,
            pod.list("volumes"),
            claims(dataCenter.at("storageConfig").list("additionalVolumes")),
            pod.at("securityContext")));
  }

  private static Map<String, String> claims(List<Yaml> volumes) {
    return volumes.stream()
        .collect(
            Collectors.toMap(
                volume -> volume.text("name"),
                volume -> volume.text("pvcSpec", "resources", "requests", "storage")));
  }
}
