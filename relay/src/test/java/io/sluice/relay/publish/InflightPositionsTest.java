package io.sluice.relay.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.relay.change.Outgoing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InflightPositionsTest {
  private final List<Long> delivered = new ArrayList<>();
  private final InflightPositions inflight = new InflightPositions(delivered::add);

  @Test
  void aFrameWithoutRecordsIsDeliveredAtOnce() {
    inflight.endFrame(9);
    assertThat(delivered).containsExactly(9L);
  }

  @Test
  void aFrameWithoutRecordsWaitsForNobody() {
    add("t", 10);
    inflight.endFrame(9);
    assertThat(delivered).containsExactly(9L);
  }

  @Test
  void nothingOvertakesTheOldest() {
    Delivery first = add("t", 20);
    Delivery second = add("t", 10);
    Delivery third = add("t", 30);

    inflight.acknowledged(third);
    inflight.acknowledged(second);
    assertThat(delivered).isEmpty();

    inflight.acknowledged(first);
    assertThat(delivered).containsExactly(20L, 10L, 30L);
    assertThat(inflight.isEmpty()).isTrue();
  }

  @Test
  void aFrameOfSeveralRecordsIsDeliveredWithItsLast() {
    Delivery first = delivery("t", 10);
    Delivery second = delivery("t", 10);
    inflight.add(first);
    inflight.acknowledged(first);
    inflight.add(second);
    inflight.acknowledged(second);
    assertThat(delivered).isEmpty();
    inflight.endFrame(10);
    assertThat(delivered).containsExactly(10L);

    first = delivery("t", 20);
    second = delivery("t", 20);
    inflight.add(first);
    inflight.add(second);
    inflight.endFrame(20);
    inflight.acknowledged(first);
    assertThat(delivered).containsExactly(10L);
    inflight.acknowledged(second);
    assertThat(delivered).containsExactly(10L, 20L);
  }

  @Test
  void bytesAreThoseNotYetDelivered() {
    Delivery first = add("t", 10);
    Delivery second = add("t", 20);
    assertThat(inflight.bytes()).isEqualTo(first.bytes + second.bytes);
    inflight.acknowledged(second);
    assertThat(inflight.bytes()).isEqualTo(first.bytes + second.bytes);
    inflight.acknowledged(first);
    assertThat(inflight.bytes()).isZero();
  }

  @Test
  void resendingTakesWhatWasAcknowledgedBehindAFailureOnTheSameTopic() {
    Delivery acknowledgedBefore = add("a", 10);
    Delivery failed = add("a", 20);
    Delivery otherTopic = add("b", 30);
    Delivery acknowledgedBehind = add("a", 40);
    Delivery unanswered = add("c", 50);
    inflight.acknowledged(acknowledgedBefore);
    inflight.acknowledged(otherTopic);
    inflight.acknowledged(acknowledgedBehind);

    assertThat(inflight.unsettleForResend())
        .containsExactly(failed, acknowledgedBehind, unanswered);

    inflight.acknowledged(failed);
    inflight.acknowledged(unanswered);
    assertThat(delivered).containsExactly(10L, 20L, 30L);
    inflight.acknowledged(acknowledgedBehind);
    assertThat(delivered).containsExactly(10L, 20L, 30L, 40L, 50L);
  }

  @Test
  void inAnyOrderTheContiguousPrefixIsDelivered() {
    long seed = System.nanoTime();
    List<Delivery> all = new ArrayList<>();
    for (int i = 1; i <= 1000; i++) {
      all.add(add("t", 10L * i));
    }
    List<Delivery> open = new ArrayList<>(all);
    List<Delivery> order = new ArrayList<>(all);
    Collections.shuffle(order, new Random(seed));
    for (Delivery delivery : order) {
      inflight.acknowledged(delivery);
      open.remove(delivery);
      int prefix = open.isEmpty() ? all.size() : all.indexOf(open.get(0));
      assertThat(delivered).as("seed %d", seed).hasSize(prefix);
    }
  }

  private Delivery add(String topic, long position) {
    Delivery delivery = delivery(topic, position);
    inflight.add(delivery);
    inflight.endFrame(position);
    return delivery;
  }

  private static Delivery delivery(String topic, long position) {
    byte[] bytes = "x".getBytes(StandardCharsets.UTF_8);
    return new Delivery(new Outgoing(topic, bytes, bytes, 1, List.of()), position);
  }
}
