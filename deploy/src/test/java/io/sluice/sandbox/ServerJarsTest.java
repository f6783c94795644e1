package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import org.junit.jupiter.api.Test;

class ServerJarsTest {
  private static final ServerJars JARS =
      new ServerJars(
          String.join(
              File.pathSeparator,
              "/jars/cassandra-all-6.0-alpha2.jar",
              "/jars/jamm-extras-1.0.jar",
              "/jars/jamm-0.3.2.jar"));

  @Test
  void jarAndVersionOfAnArtifact() {
    assertThat(JARS.jarOf("jamm")).isEqualTo("/jars/jamm-0.3.2.jar");
    assertThat(JARS.versionOf("cassandra-all")).isEqualTo("6.0-alpha2");
  }

  @Test
  void absentArtifact() {
    assertThat(JARS.versionOf("cassandra")).isEqualTo("(unknown version)");
    assertThatThrownBy(() -> JARS.jarOf("guava")).hasMessageContaining("no guava in /jars");
  }
}
