package io.sluice.relay.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.relay.config.ChannelConfig;
import io.sluice.relay.config.ChannelKey;
import io.sluice.relay.route.Lane;
import io.sluice.relay.route.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlsTest {
  private static final ChannelKey KEY = new ChannelKey("*", "ks", "t", "demo");
  private static final ChannelConfig CHANNEL = new ChannelConfig(KEY, true, true);
  private static final Switches ALL = new Switches(true, true);
  private static final long JOURNAL = Long.MIN_VALUE + 5;

  @TempDir Path directory;

  @Test
  void everythingIsThereAgainInAnotherProcess() throws IOException {
    Controls controls = controls();
    controls.change("demo", now -> now.and(new Switches(true, false)));
    controls.change(KEY, now -> ALL);
    controls.add(KEY, new Lane(1, JOURNAL, Long.MAX_VALUE - 1));
    controls.collect(KEY, false, new JournalEnd(JOURNAL, 7));

    Controls again = controls();
    assertThat(again.of("demo")).isEqualTo(new Switches(true, false));
    assertThat(again.of(KEY)).isEqualTo(controls.of(KEY));
    assertThat(again.of(KEY).lane().since()).isEqualTo(Long.MAX_VALUE - 1);
    assertThat(again.of(KEY).dropped()).containsExactly(new Span(JOURNAL, 7, Span.OPEN));
    assertThat(again.nextLane()).isEqualTo(2);
    assertThat(again.isTransmitting(CHANNEL)).isFalse();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void aChannelWorksUnlessItsConfigurationItselfOrItsDestinationSaysNo() throws IOException {
    Controls controls = controls();
    assertThat(controls.isCollecting(CHANNEL)).isTrue();
    assertThat(controls.isTransmitting(CHANNEL)).isTrue();
    assertThat(controls.isCollecting(new ChannelConfig(KEY, false, true))).isFalse();
    assertThat(controls.isTransmitting(new ChannelConfig(KEY, true, false))).isFalse();
    controls.change("demo", now -> ALL);
    assertThat(controls.isCollecting(CHANNEL)).isFalse();
    assertThat(controls.isTransmitting(CHANNEL)).as("its destination's own affair").isTrue();
  }

  @Test
  void aSpanEndsWhereCollectionBeginsAgain() throws IOException {
    Controls controls = controls();
    controls.collect(KEY, true, new JournalEnd(JOURNAL, 1));
    assertThat(controls.of(KEY)).isEqualTo(ChannelControl.NONE);
    controls.collect(KEY, false, new JournalEnd(JOURNAL, 2));
    controls.collect(KEY, false, new JournalEnd(JOURNAL, 3));
    controls.collect(KEY, true, new JournalEnd(JOURNAL, 4));
    controls.collect(KEY, false, new JournalEnd(JOURNAL, 5));
    assertThat(controls.of(KEY).dropped())
        .containsExactly(new Span(JOURNAL, 2, 4), new Span(JOURNAL, 5, Span.OPEN));

    controls.collect(KEY, true, new JournalEnd(9, 6));
    assertThat(controls.of(KEY).dropped()).containsExactly(new Span(9, 0, 6));
  }

  @Test
  void truncationMakesEarlierSpansSuperfluous() throws IOException {
    Controls controls = controls();
    controls.collect(KEY, false, new JournalEnd(JOURNAL, 2));
    controls.collect(KEY, true, new JournalEnd(JOURNAL, 4));
    controls.collect(KEY, false, new JournalEnd(JOURNAL, 5));
    controls.truncate(KEY, new JournalEnd(JOURNAL, 8));
    assertThat(controls.of(KEY).dropped())
        .containsExactly(new Span(JOURNAL, 0, 8), new Span(JOURNAL, 5, Span.OPEN));
    assertThat(controls.of(KEY).isDropping()).isTrue();
  }

  @Test
  void aForgottenChannelsLaneNumberIsNotUsedAgain() throws IOException {
    Controls controls = controls();
    controls.add(KEY, new Lane(controls.nextLane(), JOURNAL, 1));
    controls.forget(KEY);
    assertThat(controls.of(KEY)).isEqualTo(ChannelControl.NONE);
    assertThat(controls().nextLane()).isEqualTo(2);
  }

  @Test
  void aFileThatCannotBeReadIsToldWithItsRemedy() throws IOException {
    Files.writeString(file(), "{\"lanes\": 1}");
    assertThatThrownBy(this::controls)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot read " + file() + ", which says what is paused: ")
        .hasMessageContaining("remove it, which resumes every channel");
  }

  @Test
  void whatCannotBeKeptHasNotHappened() throws IOException {
    Controls controls = Controls.open(directory.resolve("none/controls.json"));
    assertThatThrownBy(() -> controls.change(KEY, now -> ALL)).isInstanceOf(IOException.class);
    assertThat(controls.of(KEY)).isEqualTo(ChannelControl.NONE);
  }

  private Path file() {
    return directory.resolve("controls.json");
  }

  private Controls controls() throws IOException {
    return Controls.open(file());
  }
}
