package io.sluice.relay.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.relay.change.Change;
import io.sluice.relay.change.Table;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Values of the envelope {@code change} are equal only where the changes are. */
class ChangeLosslessTest {
  private static final int CHANGES = 50;
  private static final int CHOICES = 110;

  private final Envelope plain = new ChangeEnvelope(Formats.plain(true), Formats.plain(false));
  private final Envelope structs = new ChangeEnvelope(Formats.structs(), Formats.structs());

  @Test
  void differentChangesHaveDifferentValues() {
    long seed = System.nanoTime();
    System.out.println("ChangeLosslessTest seed: " + seed);
    Random random = new Random(seed);
    int different = 0;
    for (int i = 0; i < CHANGES; i++) {
      int[] choices = random.ints(CHOICES, 0, 6).toArray();
      for (int at = 0; at < CHOICES; at++) {
        int[] others = choices.clone();
        others[at] += 1 + random.nextInt(5);
        different += compare(ChosenChange.of(choices), ChosenChange.of(others), seed);
      }
    }
    assertThat(different).isGreaterThan(CHANGES * 10);
  }

  private int compare(Change one, Change other, long seed) {
    boolean equal = equal(one, other);
    for (Envelope envelope : new Envelope[] {plain, structs}) {
      assertThat(value(envelope, one).equals(value(envelope, other)))
          .as("seed %d: the values of%n%s%n%s", seed, one, other)
          .isEqualTo(equal);
    }
    return equal ? 0 : 1;
  }

  /** Tables are equal by id and version, which no two of other names share outside of a test. */
  private static boolean equal(Change one, Change other) {
    Table table = other.table();
    return one.equals(other)
        && one.table().name().equals(table.name())
        && one.table().keyspace().equals(table.keyspace());
  }

  private static String value(Envelope envelope, Change change) {
    return new String(envelope.wrap(change, "topic").value(), StandardCharsets.UTF_8);
  }
}
