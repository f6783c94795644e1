package io.sluice.relay.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.relay.change.Source;
import io.sluice.relay.change.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RouterTest {
  private static final Source DC1 = new Source("cluster", "dc1", new UUID(1, 1));
  private static final Source DC2 = new Source("cluster", "dc2", new UUID(1, 2));

  @Test
  void aTableOfAChannelHasTheTopic() {
    Router router = router("demo-topic", new ChannelRule("dc1", "demo_ks", "demo_table"));

    assertThat(router.topic(table("demo_ks", "demo_table"), DC1)).contains("demo-topic");
    assertThat(router.topic(table("demo_ks", "demo_table"), DC2)).isEmpty();
    assertThat(router.topic(table("demo_ks", "other_table"), DC1)).isEmpty();
    assertThat(router.topic(table("other_ks", "demo_table"), DC1)).isEmpty();
  }

  @Test
  void anyOfSeveralChannelsWillDo() {
    Router router =
        router(
            "${keyspace}.${table}",
            new ChannelRule("dc1", "ks", "a"),
            new ChannelRule("dc2", "ks", "b"));

    assertThat(router.topic(table("ks", "a"), DC1)).contains("ks.a");
    assertThat(router.topic(table("ks", "b"), DC1)).isEmpty();
    assertThat(router.topic(table("ks", "b"), DC2)).contains("ks.b");
  }

  @Test
  void aChannelWithoutDataCenterTakesAll() {
    Router router = router("t", new ChannelRule("*", "ks", "a"));

    assertThat(router.topic(table("ks", "a"), DC1)).contains("t");
    assertThat(router.topic(table("ks", "a"), DC2)).contains("t");
  }

  @Test
  void aStarStandsForAnyCharacters() {
    Router router = router("t", new ChannelRule("dc*", "k*s", "*"));

    assertThat(router.topic(table("ks", "a"), DC1)).contains("t");
    assertThat(router.topic(table("keys", "a\nb"), DC2)).contains("t");
    assertThat(router.topic(table("keyspace", "a"), DC2)).isEmpty();
  }

  @Test
  void everyOtherCharacterStandsForItself() {
    Router router = router("t", new ChannelRule("*", "k.s", "A[x]\\E*"));

    assertThat(router.topic(table("k.s", "A[x]\\E1"), DC1)).contains("t");
    assertThat(router.topic(table("kss", "A[x]\\E1"), DC1)).isEmpty();
    assertThat(router.topic(table("k.s", "a[x]\\E1"), DC1)).isEmpty();
  }

  @Test
  void withoutAChannelNothingIsTaken() {
    assertThat(router("t").topic(table("ks", "a"), DC1)).isEmpty();
  }

  @Test
  void aTableIsLookedUpOnce() {
    Router router = router("${table}", new ChannelRule("*", "ks", "a"));

    assertThat(router.topic(table("ks", "a"), DC1)).isSameAs(router.topic(table("ks", "a"), DC1));
  }

  private static Router router(String template, ChannelRule... channels) {
    return new Router(List.of(channels), new TopicTemplate(template));
  }

  private static Table table(String keyspace, String name) {
    UUID id = UUID.nameUUIDFromBytes((keyspace + "/" + name).getBytes(StandardCharsets.UTF_8));
    return new Table(id, 1, keyspace, name, false, List.of());
  }
}
