package io.sluice.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.relay.config.ConfiguredEnvelope;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.deadletter.DeadLetter;
import io.sluice.relay.deadletter.DeadLetterFiles;
import io.sluice.relay.deadletter.Replay;
import io.sluice.relay.publish.AcknowledgedSender;
import io.sluice.relay.report.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

/** From dead letters that a destination made to the records that they should have become. */
class ReplayTest extends RunningDestination implements Replay.Listener {
  private static final String POISON =
      "demo-topic {\"k\":\"p\"} {\"v\":\"" + PickyConverter.POISON + "\"}";
  private static final String CHANNEL =
      "  - { keyspace: demo_ks, table: demo_table, destination: demo }\n";

  private final List<String> told = new ArrayList<>();

  @Test
  void whatCouldNotBeConvertedIsConvertedWhenItCanBe() throws Exception {
    refuseToConvert("p");
    replay(Optional.empty());

    assertThat(kafka.records()).containsExactly(B, POISON);
    assertThat(kafka.headers().get(1)).isEqualTo(kafka.headers().get(0).replace(id(0), id(1)));
    assertThat(told).containsExactly("sent");
  }

  @Test
  void whatStillCannotBeConvertedStays() throws Exception {
    refuseToConvert("p", "q");
    for (int i = 0; i < 2; i++) {
      told.clear();
      replayWithout(extra);
      assertThat(told).hasSize(2).allMatch(text -> text.startsWith("cannot be converted"));
    }
    assertThat(kafka.records()).containsExactly(B);
  }

  @Test
  void whatKafkaRefusedIsSentInOrderAndOnce() throws Exception {
    refuseToTake("1", "3");
    replay(Optional.empty());
    replay(Optional.empty());

    assertThat(kafka.records()).containsExactly(B, A, C);
    assertThat(told).containsExactly("sent", "sent");
  }

  @Test
  void anotherTopicMayGetThem() throws Exception {
    refuseToTake("1");
    replay(Optional.of("other"));
    assertThat(kafka.records()).containsExactly(B, C, A.replace("demo-topic", "other"));
  }

  @Test
  void whatIsRefusedAgainStaysAndTheNextOneIsSent() throws Exception {
    refuseToTake("1", "3");
    kafka.refuse("1", new RecordTooLargeException("?"));
    replay(Optional.empty());
    assertThat(kafka.records()).containsExactly(B, C);
    assertThat(told).hasSize(2).first().asString().contains("kafka.max.request.size");

    kafka.takeAll();
    replay(Optional.empty());
    assertThat(kafka.records()).containsExactly(B, C, A);
  }

  @Test
  void whereKafkaTakesNothingItEndsAndGoesOnTheNextTime() throws Exception {
    refuseToTake("1");
    kafka.down = true;
    assertThatThrownBy(() -> replay(Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bootstrap.servers");
    kafka.down = false;
    replay(Optional.empty());
    assertThat(kafka.records()).containsExactly(B, C, A);
  }

  /** As envelope: debezium has one for each collection that a change adds to. */
  @Test
  void aHeaderThatARecordHasSeveralTimesComesAsOften() throws Exception {
    Path directory = Files.createDirectories(this.directory.resolve("state/dead-letters/demo"));
    Files.writeString(
        directory.resolve("2000-01-01.jsonl"),
        """
        {"position":"0:80","topic":"t","timestamp":1,"headers":{"a":"b","delta":["m","s"]}}
        """);
    replay(Optional.empty());
    assertThat(kafka.headers()).containsExactly("a=b delta=m delta=s");
  }

  @Test
  void aDamagedEntryIsRefusedAndHoldsUpNobody() throws Exception {
    refuseToTake("1");
    Path file = directory.resolve("state/dead-letters/demo/2000-01-01.jsonl");
    Files.writeString(
        file,
        """
        {"position":"0:80","topic":"t","key":"?","value":"?","timestamp":1,"headers":{}}
        {"position":"0:80","topic":"t","table":"a.b","change_id":"1","host_id":"?"}
        {"position":"0
        """,
        StandardOpenOption.CREATE_NEW);
    replay(Optional.empty());
    assertThat(told)
        .containsExactly(
            "cannot be converted: the entry is damaged",
            "cannot be converted: the entry is damaged",
            "unreadable",
            "sent");
  }

  private String id(int record) {
    return kafka.headers().get(record).replaceFirst(".*change_id=(\\w+).*", "$1");
  }

  /** One row that arrives, and others that are refused. */
  private void refuseToConvert(String... keys) throws Exception {
    extra = "    value_converter: { class: " + PickyConverter.class.getName() + " }\n";
    insert("b", "2");
    for (String key : keys) {
      insert(key, PickyConverter.POISON);
    }
    run(1, keys.length);
  }

  private void refuseToTake(String... values) throws Exception {
    for (String value : values) {
      kafka.refuse(value, new RecordTooLargeException("?"));
    }
    insert("a", "1");
    insert("b", "2");
    insert("c", "3");
    run(3 - values.length, values.length);
    kafka.takeAll();
  }

  private void run(int delivered, int deadLetters) throws Exception {
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).hasSize(delivered));
    await().until(() -> counters.get(Counter.DEAD_LETTERS) == deadLetters);
    stop();
    destination = null;
  }

  private void replay(Optional<String> topic) throws Exception {
    extra = "";
    replay(config(CHANNEL), topic);
  }

  private void replayWithout(String mending) throws Exception {
    extra = mending;
    replay(config(CHANNEL), Optional.empty());
  }

  private void replay(RelayConfig config, Optional<String> topic) throws Exception {
    DeadLetterFiles files = new DeadLetterFiles(directory.resolve("state/dead-letters/demo"));
    try (ConfiguredEnvelope envelope = new ConfiguredEnvelope(config.destinations().get(0));
        AcknowledgedSender sender = new AcknowledgedSender(kafka, Duration.ofMillis(100))) {
      new Replay(files, envelope.envelope(), sender, topic, this).run();
    }
  }

  @Override
  public void sent(DeadLetter letter) {
    told.add("sent");
  }

  @Override
  public void refused(DeadLetter letter, String reason) {
    told.add(reason);
  }

  @Override
  public void unreadable(String id) {
    told.add("unreadable");
  }
}
