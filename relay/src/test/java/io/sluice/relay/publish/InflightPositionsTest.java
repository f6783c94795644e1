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
  private final InflightPositions inflight = new InflightPositions(5);

  @Test
  void withNothingUnderWayPassingMovesThePosition() {
    assertThat(inflight.acknowledged()).isEqualTo(5);
    inflight.pass(9);
    assertThat(inflight.acknowledged()).isEqualTo(9);
  }

  @Test
  void thePositionWaitsForTheOldest() {
    Delivery first = add("t", 10, 20);
    Delivery second = add("t", 20, 30);
    Delivery third = add("t", 30, 40);

    inflight.settle(third);
    inflight.settle(second);
    assertThat(inflight.acknowledged()).isEqualTo(5);

    inflight.settle(first);
    assertThat(inflight.acknowledged()).isEqualTo(40);
    assertThat(inflight.isEmpty()).isTrue();
  }

  @Test
  void aFrameOfSeveralRecordsIsPassedWithItsLast() {
    Delivery first = add("t", 10, 10);
    Delivery second = add("t", 10, 20);

    inflight.settle(first);
    assertThat(inflight.acknowledged()).isEqualTo(10);
    inflight.settle(second);
    assertThat(inflight.acknowledged()).isEqualTo(20);
  }

  @Test
  void whatNeedsNoDeliveryIsPassedWithTheDeliveryBeforeIt() {
    Delivery first = add("t", 10, 20);
    inflight.pass(50);
    assertThat(inflight.acknowledged()).isEqualTo(5);
    inflight.settle(first);
    assertThat(inflight.acknowledged()).isEqualTo(50);
  }

  @Test
  void bytesAreThoseNotYetPassed() {
    Delivery first = add("t", 10, 20);
    Delivery second = add("t", 20, 30);
    assertThat(inflight.bytes()).isEqualTo(first.bytes + second.bytes);
    inflight.settle(second);
    assertThat(inflight.bytes()).isEqualTo(first.bytes + second.bytes);
    inflight.settle(first);
    assertThat(inflight.bytes()).isZero();
  }

  @Test
  void resendingTakesWhatWasAcknowledgedBehindAFailureOnTheSameTopic() {
    Delivery acknowledgedBefore = add("a", 10, 20);
    Delivery failed = add("a", 20, 30);
    Delivery otherTopic = add("b", 30, 40);
    Delivery acknowledgedBehind = add("a", 40, 50);
    Delivery unanswered = add("c", 50, 60);
    inflight.settle(acknowledgedBefore);
    inflight.settle(otherTopic);
    inflight.settle(acknowledgedBehind);

    assertThat(inflight.unsettleForResend())
        .containsExactly(failed, acknowledgedBehind, unanswered);

    inflight.settle(failed);
    inflight.settle(unanswered);
    assertThat(inflight.acknowledged()).isEqualTo(40);
    inflight.settle(acknowledgedBehind);
    assertThat(inflight.acknowledged()).isEqualTo(60);
  }

  @Test
  void inAnyOrderThePositionIsTheContiguousPrefix() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Delivery> open = new ArrayList<>();
    for (int i = 1; i <= 1000; i++) {
      open.add(add("t", 10L * i, 10L * i + 10));
    }
    List<Delivery> order = new ArrayList<>(open);
    Collections.shuffle(order, random);
    for (Delivery delivery : order) {
      inflight.settle(delivery);
      open.remove(delivery);
      long expected = open.isEmpty() ? 10_010 : open.get(0).position;
      long found = inflight.acknowledged();
      assertThat(found == 5 ? 10 : found).as("seed %d", seed).isEqualTo(expected);
    }
  }

  private Delivery add(String topic, long position, long end) {
    byte[] bytes = "x".getBytes(StandardCharsets.UTF_8);
    Delivery delivery = new Delivery(new Outgoing(topic, bytes, bytes, 1, List.of()), position);
    inflight.add(delivery);
    inflight.pass(end);
    return delivery;
  }
}
