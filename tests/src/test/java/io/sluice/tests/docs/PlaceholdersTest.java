package io.sluice.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlaceholdersTest {
  private final Placeholders placeholders = new Placeholders("ks9", "t12", 42);

  @Test
  void namesAndTheNumberOfThePartition() {
    assertThat(placeholders.in("{\"keyspace\":\"ks9\",\"table\":\"t12\",\"k\":42,\"v\":42}"))
        .isEqualTo("{\"keyspace\":\"ks\",\"table\":\"t\",\"k\":1,\"v\":42}");
    assertThat(placeholders.in("type: \"frozen<ks9.point>\""))
        .isEqualTo("type: \"frozen<ks.point>\"");
    assertThat(placeholders.in("{\"k\":-42},{\"k\":{\"value\":42}}"))
        .isEqualTo("{\"k\":-1},{\"k\":{\"value\":1}}");
    assertThat(placeholders.in("name: \"k\" type: \"int\" value { int_value: 42 }"))
        .isEqualTo("name: \"k\" type: \"int\" value { int_value: 1 }");
  }

  @Test
  void timesThatAreDifferentStayDifferent() {
    assertThat(placeholders.in("{\"writetime\":1799999999000001},{\"writetime\":7}"))
        .isEqualTo("{\"writetime\":1769860800123456},{\"writetime\":7}");
    assertThat(placeholders.in("writetime: 1799999999000009 writetime: 1799999999000001"))
        .isEqualTo("writetime: 1769860800124456 writetime: 1769860800123456");
  }

  @Test
  void secondsAndTheEndsOfTtls() {
    assertThat(
            placeholders.in("{\"deleted_at\":1799999999},{\"ttl\":60,\"expires_at\":1800000059}"))
        .isEqualTo("{\"deleted_at\":1769860800},{\"ttl\":60,\"expires_at\":1769860860}");
    assertThat(placeholders.in("deleted_at: 1799999999 ttl: 60 expires_at: 1800000059"))
        .isEqualTo("deleted_at: 1769860800 ttl: 60 expires_at: 1769860860");
    assertThat(placeholders.in("{\"ttl\":\"60\"},{\"deletion_ts\":1800000059000000}"))
        .isEqualTo("{\"ttl\":\"60\"},{\"deletion_ts\":1769860860000000}");
    assertThat(
            placeholders.in(
                "{\"writetime\":\"1800000059000000\"},{\"deletion_ts\":1800000059000000}"))
        .isEqualTo("{\"writetime\":\"1769860800123456\"},{\"deletion_ts\":1769860800123456}");
  }

  @Test
  void idsOfElementsAreTheSameInEveryNotation() {
    assertThat(placeholders.in("[\"00000000-0000-1000-8080-808080808080\"]"))
        .isEqualTo("[\"50554d6e-29bb-11e5-b345-feff819cdc9f\"]");
    assertThat(placeholders.in("[\"00000001-0000-1000-8080-808080808080\"]"))
        .isEqualTo("[\"50554d6f-29bb-11e5-b345-feff819cdc9f\"]");
    assertThat(placeholders.in("elements { id: \"\\000\\\"\" } host_id: \"\\000\""))
        .isEqualTo(
            "elements { id: \"PUMp)\\273\\021\\345\\263E\\376\\377\\201\\234\\334\\237\" }"
                + " host_id: \"\\000\"");
  }
}
