package io.sluice.tests.harness;

import io.sluice.sandbox.RelayProcess;
import java.nio.file.Path;
import java.util.List;

/** What an operator does with the dead letters of a relay, by its own configuration. */
public final class DeadLetterCommands {
  private final Path home;

  public DeadLetterCommands(RelayProcess relay) {
    home = relay.log().getParent();
  }

  /** The relay's directory, in which its configuration is. */
  public Path home() {
    return home;
  }

  /** Each as a JSON object. */
  public List<String> list() {
    return run("list", "--json").objects();
  }

  /** Sends those of a destination. */
  public SluiceCommand replay(String destination, String... further) {
    String[] arguments = new String[further.length + 2];
    arguments[0] = "--destination";
    arguments[1] = destination;
    System.arraycopy(further, 0, arguments, 2, further.length);
    return run("replay", arguments);
  }

  private SluiceCommand run(String command, String... further) {
    String[] arguments = new String[further.length + 4];
    arguments[0] = "dead-letters";
    arguments[1] = command;
    arguments[2] = "--config";
    arguments[3] = home.resolve("relay.yaml").toString();
    System.arraycopy(further, 0, arguments, 4, further.length);
    return SluiceCommand.run(home, arguments);
  }
}
