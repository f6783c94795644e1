package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CassandraYamlTest {
  @Test
  void changesReplaceLinesOfTheTemplateAndAddNewOnes() {
    CassandraYaml yaml = new CassandraYaml();
    yaml.set("storage_port", 7001);
    yaml.setAll(Map.of("num_tokens", "1", "cdc_enabled", "true"));
    assertThat(yaml.toString().lines())
        .contains("num_tokens: 1", "cdc_enabled: true", "storage_port: 7001")
        .contains("cluster_name: sandbox")
        .doesNotContain("num_tokens: 4");
  }
}
