package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The unit fits {@code config/relay.yaml}, and what prepares the machine for it. */
class SystemdTest {
  private String unit;
  private Yaml relay;

  @BeforeEach
  void read() throws IOException {
    unit = Copied.text("systemd/sluice-relay.service");
    relay = Copied.yaml("config/relay.yaml");
  }

  @Test
  void theRelayMayWriteWhatItHasTo() {
    assertThat(words("ReadWritePaths"))
        .containsExactlyInAnyOrder(
            relay.text("journal"), relay.text("state"), "/etc/sluice/conf.d");
    assertThat(words("ExecStart")).endsWith("/etc/sluice/relay.yaml");
  }

  /** A path of ReadWritePaths that is missing keeps a unit from starting. */
  @Test
  void whatItWritesIsThereBeforeItStarts() throws IOException {
    String user = words("User").get(0);
    List<List<String>> lines = tmpfiles();

    for (String path : words("ReadWritePaths")) {
      assertThat(lines).as(path).contains(List.of("d", path, "0700", user, user, "-"));
    }
  }

  @Test
  void itsUserIsTheOneThatIsMade() throws IOException {
    String user = words("User").get(0);

    assertThat(Copied.text("systemd/sluice.sysusers")).contains("\nu " + user + " ");
    assertThat(tmpfiles()).extracting(line -> line.get(4)).containsOnly(user);
    assertThat(words("Group")).containsExactly(user);
  }

  /** Exit codes of {@code sluice relay}: docs/configuration.md. */
  @Test
  void whatOnlyAnOperatorCanMendIsNotTriedForEver() throws IOException {
    assertThat(words("Restart")).containsExactly("on-failure");
    assertThat(words("RestartPreventExitStatus")).containsExactly("2", "3");
  }

  @Test
  void theRelayHasTimeToDeliverWhatIsUnderWay() {
    Duration stop = Duration.ofSeconds(Long.parseLong(words("TimeoutStopSec").get(0)));

    assertThat(stop).isGreaterThan(Graces.RELAY);
  }

  /** Type, path, mode, user, group and age. */
  private static List<List<String>> tmpfiles() throws IOException {
    return Copied.text("systemd/sluice.tmpfiles")
        .lines()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(line -> List.of(line.split("\\s+", -1)))
        .toList();
  }

  private List<String> words(String key) {
    return unit.lines()
        .filter(line -> line.startsWith(key + "="))
        .flatMap(line -> Arrays.stream(line.substring(key.length() + 1).split(" ", -1)))
        .collect(Collectors.toList());
  }
}
