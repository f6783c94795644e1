package io.sluice.tests.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class ReplayOrderTest {
  @Test
  void theWritetimeIsTheOrder() throws Exception {
    JsonNode change = change(7);
    new ReplayOrder(false).addTo(change);

    assertThat(change.at("/columns/v/order").asLong()).isEqualTo(7);
    assertThat(change.at("/columns/l/deletion/order").asLong()).isEqualTo(6);
    assertThat(change.at("/columns/l/elements/0/order").asLong()).isEqualTo(7);
  }

  /** The first was proposed late in a millisecond, of which Paxos then took the beginning. */
  @Test
  void conditionalOnesAreInTheOrderInWhichTheyCome() throws Exception {
    ReplayOrder order = new ReplayOrder(true);
    JsonNode first = change(553_060);
    JsonNode second = change(553_004);
    order.addTo(first);
    order.addTo(second);

    long before = first.at("/columns/v/order").asLong();
    assertThat(second.at("/columns/l/deletion/order").asLong()).isGreaterThan(before);
    assertThat(second.at("/columns/v/order").asLong())
        .isEqualTo(second.at("/columns/l/deletion/order").asLong() + 1);
  }

  private static JsonNode change(long writetime) throws JsonProcessingException {
    String json =
        """
        {"writetime": %1$d, "columns": {
          "v": {"value": 1, "writetime": %1$d},
          "l": {"deletion": {"writetime": %2$d}, "elements": [{"value": 1, "writetime": %1$d}]}}}
        """;
    return new JsonMapper().readTree(json.formatted(writetime, writetime - 1));
  }
}
