package io.sluice.relay.cli;

import io.sluice.relay.deadletter.DeadLetter;
import io.sluice.relay.deadletter.Replay;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine;

/** Tells how a replay goes, every two seconds, and how it ended. */
final class ReplayReport implements Replay.Listener {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final CommandLine command;
  private final String destination;
  private final int pending;
  private int sent;
  private int refused;
  private long tellAt = System.nanoTime() + INTERVAL.toNanos();

  /**
   * Nothing is sent yet.
   *
   * @param pending entries to send
   */
  ReplayReport(CommandLine command, String destination, int pending) {
    this.command = command;
    this.destination = destination;
    this.pending = pending;
  }

  @Override
  public void sent(DeadLetter letter) {
    sent++;
    tellInTime();
  }

  @Override
  public void refused(DeadLetter letter, String reason) {
    refused++;
    command.getErr().printf("%s  %s  %s%n", destination, letter.id(), reason);
    tellInTime();
  }

  @Override
  public void unreadable(String id) {
    command.getErr().println(Unreadable.describe(destination, id));
  }

  private void tellInTime() {
    if (System.nanoTime() - tellAt >= 0) {
      command.getErr().printf("%s: %d of %d replayed%n", destination, sent, pending);
      tellAt = System.nanoTime() + INTERVAL.toNanos();
    }
  }

  /** Says what came of it; the exit code. */
  int end() {
    command.getOut().printf("%s: %d replayed, %d still refused%n", destination, sent, refused);
    return refused == 0 ? 0 : Sluice.FAILED;
  }

  /** The same where it came to an end before its time. */
  int failed(IOException reason) {
    command
        .getErr()
        .printf(
            "%s: %s%n%s: %d of %d replayed; those are noted, and the others are sent when it is"
                + " run again%n",
            destination, Sluice.described(reason), destination, sent, pending);
    return Sluice.FAILED;
  }
}
