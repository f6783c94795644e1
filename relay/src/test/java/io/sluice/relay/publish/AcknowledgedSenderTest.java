package io.sluice.relay.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.relay.change.Outgoing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class AcknowledgedSenderTest {
  private final Exception taken = new Exception("not a failure");
  private final Exception silent = new Exception("no answer");

  private final Deque<Exception> answers = new ArrayDeque<>();
  private final List<String> sent = new ArrayList<>();
  private boolean refuses; // before it takes the record over
  private Duration patience = Duration.ofMinutes(1);

  @Test
  void aRecordThatIsAcknowledgedIsSentOnce() throws Exception {
    answers.add(taken);
    send();
    assertThat(sent).containsExactly("v");
  }

  @Test
  void aTopicThatIsNotThereYetIsWaitedForAWhile() throws Exception {
    answers.addAll(List.of(new TimeoutException("no metadata"), taken));
    send();
    assertThat(sent).containsExactly("v", "v");
  }

  @Test
  void butNotForEver() {
    patience = Duration.ofMillis(1);
    refuses = true;
    answers.addAll(List.of(new TopicAuthorizationException("t"), new TimeoutException("?")));
    answers.add(new TimeoutException("?"));
    assertThatThrownBy(this::send)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("kafka.bootstrap.servers");
  }

  @Test
  void aRecordThatIsTooLargeIsRefusedWithTheSettingThatDecides() {
    for (boolean atOnce : new boolean[] {true, false}) {
      refuses = atOnce;
      answers.add(new RecordTooLargeException("?"));
      assertThatThrownBy(this::send)
          .isInstanceOf(AcknowledgedSender.RefusedException.class)
          .hasMessageContaining("kafka.max.request.size")
          .hasMessageContaining("max.message.bytes");
    }
  }

  @Test
  void whateverElseGoesWrongIsNoFaultOfTheRecord() {
    answers.add(new KafkaException("fenced"));
    assertThatThrownBy(this::send).isInstanceOf(IOException.class).hasMessageContaining("fenced");
    assertThat(sent).hasSize(1);
  }

  @Test
  void aRefusedLoginIsToldWithItsKeys() {
    refuses = true;
    answers.add(new SaslAuthenticationException("invalid credentials"));
    assertThatThrownBy(this::send)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("kafka.sasl.jaas.config");
  }

  @Test
  void aBrokerThatSaysNothingIsNotWaitedForForEver() {
    patience = Duration.ofMillis(50);
    answers.add(silent);
    assertThatThrownBy(this::send)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no acknowledgement");
  }

  private void send() throws Exception {
    byte[] bytes = "v".getBytes(StandardCharsets.UTF_8);
    try (AcknowledgedSender sender = new AcknowledgedSender(this::open, patience)) {
      sender.send(new Outgoing("t", bytes, bytes, 1, List.of()));
    }
  }

  private Sender open() {
    return new Sender() {
      @Override
      public void send(Outgoing record, Completion completion) throws SendRefusedException {
        sent.add(new String(record.value(), StandardCharsets.UTF_8));
        Exception answer = answers.remove();
        if (answer == silent) {
          return;
        }
        if (refuses) {
          throw new SendRefusedException(answer);
        }
        completion.complete(answer == taken ? null : answer);
      }

      @Override
      public void close(Duration limit) {}
    };
  }
}
