package io.sluice.tests.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.RelayProcess;
import java.util.Arrays;
import java.util.stream.Stream;

/** The commands that ask a relay which runs, and tell it what to do. */
public record AdminCommands(RelayProcess relay) {

  /** What a command prints that succeeds. */
  public String done(String... arguments) {
    SluiceCommand command = run(arguments);
    assertThat(command.exitCode()).as(command.output()).isZero();
    return command.output();
  }

  /** The one line of a command that is refused. */
  public String refused(String... arguments) {
    SluiceCommand command = run(arguments);
    assertThat(command.exitCode()).as(command.output()).isBetween(1, 2);
    return assertThat(command.output().lines()).singleElement().actual();
  }

  private SluiceCommand run(String... arguments) {
    String[] all =
        Stream.concat(Arrays.stream(arguments), Stream.of("--url", relay.adminUrl()))
            .toArray(String[]::new);
    return SluiceCommand.run(relay.log().getParent(), all);
  }
}
