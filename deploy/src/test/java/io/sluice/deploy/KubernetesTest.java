package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The objects in {@code k8s} are valid, and agree. */
class KubernetesTest {
  private Yaml set;
  private Yaml template;
  private Yaml trigger;
  private Yaml relay;

  @BeforeEach
  void read() throws IOException {
    set = Copied.yaml("k8s/statefulset.yaml");
    template = set.at("spec", "template");
    trigger = Copied.yaml("k8s/sluice-trigger.yaml");
    relay = Copied.yaml("k8s/relay.yaml");
  }

  @Test
  void theObjectsAreThoseOfTheApi() throws IOException {
    KubernetesObjects.read(set, StatefulSet.class);
    for (Yaml service : services()) {
      KubernetesObjects.read(service, Service.class);
    }
    KubernetesObjects.read(Copied.yaml("k8s/networkpolicy.yaml"), NetworkPolicy.class);
    KubernetesObjects.read(Copied.yaml("k8s/poddisruptionbudget.yaml"), PodDisruptionBudget.class);
  }

  @Test
  void aFieldThatTheApiHasNotIsRefused() {
    Yaml wrong = new Yaml("wrong", Map.of("spec", Map.of("template", Map.of("sepc", Map.of()))));

    assertThatThrownBy(() -> KubernetesObjects.read(wrong, StatefulSet.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"sepc\"");
  }

  @Test
  void thePodIsConsistent() {
    Pod pod = pod();

    pod.checkVolumes();
    pod.checkUser();
    pod.checkRelay(relay);
    pod.checkJournal(trigger, relay);
  }

  /** The mount over the image's settings is where the image has them. */
  @Test
  void theTriggersSettingsAreBesideItsJar() throws IOException {
    Yaml cassandra = template.at("spec").named("containers", "cassandra");

    assertThat(Pod.mounts(cassandra))
        .containsEntry("/etc/cassandra/triggers/sluice-trigger.yaml", "config")
        .containsEntry("/var/lib/sluice", "sluice");
    assertThat(Copied.text("docker/cassandra/Dockerfile")).contains("/etc/cassandra/triggers/\n");
  }

  @Test
  void theChannelNamesTheDataCenter() {
    Yaml cassandra = template.at("spec").named("containers", "cassandra");
    String dataCenter = relay.list("channels").get(0).text("data_center");

    assertThat(cassandra.named("env", "CASSANDRA_DC").text("value")).isEqualTo(dataCenter);
    assertThat(cassandra.named("env", "CASSANDRA_ENDPOINT_SNITCH").text("value"))
        .isEqualTo("GossipingPropertyFileSnitch");
  }

  @Test
  void everySelectorMeansThePods() throws IOException {
    Object labels = template.at("metadata", "labels").value();

    assertThat(set.at("spec", "selector", "matchLabels").value()).isEqualTo(labels);
    for (String name : List.of("networkpolicy", "poddisruptionbudget")) {
      Yaml spec = Copied.yaml("k8s/" + name + ".yaml").at("spec");
      Yaml selector = spec.find("podSelector").or(() -> spec.find("selector")).orElseThrow();
      assertThat(selector.at("matchLabels").value()).as(name).isEqualTo(labels);
    }
    assertThat(services())
        .extracting(service -> service.at("spec", "selector").value())
        .containsOnly(labels);
    assertThat(services())
        .extracting(service -> service.text("metadata", "name"))
        .contains(set.text("spec", "serviceName"));
  }

  @Test
  void everyPortIsOneOfThePods() throws IOException {
    List<String> ports =
        pod().all().flatMap(container -> container.names("ports").stream()).toList();

    for (Yaml service : services()) {
      assertThat(service.at("spec").list("ports"))
          .isNotEmpty()
          .allMatch(port -> ports.contains(port.text("targetPort")));
    }
    Yaml policy = Copied.yaml("k8s/networkpolicy.yaml");
    assertThat(
            policy.at("spec").list("ingress").stream().flatMap(rule -> rule.list("ports").stream()))
        .extracting(port -> port.text("port"))
        .containsExactlyInAnyOrderElementsOf(ports.stream().distinct().sorted().toList());
  }

  @Test
  void bothContainersHaveTimeToStop() {
    String grace = template.text("spec", "terminationGracePeriodSeconds");

    assertThat(Duration.ofSeconds(Long.parseLong(grace)))
        .isGreaterThan(Graces.RELAY.plus(Duration.ofMinutes(2)));
  }

  @Test
  void theServiceMonitorFindsTheService() throws IOException {
    Yaml monitor = Copied.yaml("k8s/prometheus-operator/servicemonitor.yaml").at("spec");
    Map<?, ?> wanted = (Map<?, ?>) monitor.at("selector", "matchLabels").value();

    assertThat(services())
        .filteredOn(
            service ->
                ((Map<?, ?>) service.at("metadata", "labels").value())
                    .entrySet()
                    .containsAll(wanted.entrySet()))
        .singleElement()
        .satisfies(
            service ->
                assertThat(service.at("spec").names("ports"))
                    .contains(monitor.list("endpoints").get(0).text("port")));
  }

  private static List<Yaml> services() throws IOException {
    return Copied.documents("k8s/services.yaml");
  }

  private Pod pod() {
    Yaml spec = template.at("spec");
    Map<String, String> claims =
        set.at("spec").list("volumeClaimTemplates").stream()
            .collect(
                Collectors.toMap(
                    claim -> claim.text("metadata", "name"),
                    claim -> claim.text("spec", "resources", "requests", "storage")));
    return new Pod(spec, spec.list("volumes"), claims, spec.at("securityContext"));
  }
}
