package io.sluice.relay.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.relay.change.Source;
import io.sluice.relay.change.Table;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.internals.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTemplateTest {

  @Test
  void variablesStandForWhatTheChangeBrings() {
    assertThat(topic("${data_center}.${keyspace}-${table}_x", "dc1", "ks", "t"))
        .isEqualTo("dc1.ks-t_x");
    assertThat(topic("${table}${table}", "dc1", "ks", "$1")).isEqualTo("_1_1");
  }

  @Test
  void whatKafkaForbidsBecomesAnUnderscore() {
    assertThat(topic("${data_center}", "Rechenzentrum Süd/1", "ks", "t"))
        .isEqualTo("Rechenzentrum_S_d_1");
    assertThat(topic("${table}", "dc1", "ks", ".")).isEqualTo("_");
    assertThat(topic("${table}", "dc1", "ks", "..")).isEqualTo("__");
  }

  @Test
  void namesThatAreTooLongStayDifferent() {
    String dataCenter = "x".repeat(300);
    String one = topic("${data_center}.${table}", dataCenter, "ks", "a");
    String other = topic("${data_center}.${table}", dataCenter, "ks", "b");

    assertThat(one).hasSize(249).isNotEqualTo(other);
    Topic.validate(one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${ks}", "a.${}", "${Table}"})
  void anUnknownVariableIsNamedWithTheKnownOnes(String template) {
    assertThat(TopicTemplate.problem("destinations[0].topic", template))
        .hasValueSatisfying(
            problem ->
                assertThat(problem)
                    .startsWith("destinations[0].topic: unknown variable ${")
                    .endsWith("there are ${keyspace}, ${table} and ${data_center}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a b", "${table", "a/b", "$table", "ä"})
  void whatIsNoTopicNameIsToldWithItsKey(String template) {
    assertThat(TopicTemplate.problem("destinations[0].topic", template))
        .hasValueSatisfying(problem -> assertThat(problem).startsWith("destinations[0].topic: "));
    assertThatIllegalArgumentException().isThrownBy(() -> new TopicTemplate(template));
  }

  @Test
  void aNameMayHave249Characters() {
    assertThat(TopicTemplate.problem("topic", "x".repeat(249))).isEmpty();
    assertThat(TopicTemplate.problem("topic", "x".repeat(250))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo-topic", "${keyspace}.${table}", "cdc.${data_center}"})
  void theDocumentedTemplatesAreRight(String template) {
    assertThat(TopicTemplate.problem("topic", template)).isEmpty();
  }

  private static String topic(String template, String dataCenter, String keyspace, String table) {
    Table changed = new Table(new UUID(1, 2), 3, keyspace, table, false, List.of());
    return new TopicTemplate(template)
        .topic(changed, new Source("cluster", dataCenter, new UUID(4, 5)));
  }
}
