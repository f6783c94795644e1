package io.sluice.relay.cli;

import picocli.CommandLine.Command;

/** {@code sluice dead-letters}: what to do with changes that could not be delivered. */
@Command(
    name = "dead-letters",
    description = {
      "Lists and sends again the changes that could not be delivered. They are in the relay's state"
          + " directory, dead-letters/DESTINATION/YYYY-MM-DD.jsonl.",
      "",
      "It works whether the relay runs or not. Run it as the relay's user: the files are nobody"
          + " else's to read."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Sluice.Version.class,
    subcommands = {ListCommand.class, ReplayCommand.class},
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  sluice dead-letters list --config /etc/sluice/relay.yaml",
      "  sluice dead-letters replay --config /etc/sluice/relay.yaml --destination demo_destination"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed, or something is still refused",
      "2:wrong usage or configuration",
      "3:another replay of the destination is under way"
    })
final class DeadLettersCommand {}
