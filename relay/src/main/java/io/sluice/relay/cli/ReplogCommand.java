package io.sluice.relay.cli;

import picocli.CommandLine.Command;

/** {@code sluice replog}: what waits, and what the journal holds. */
@Command(
    name = "replog",
    description = {
      "Shows what waits to be delivered, and what the journal (the trigger's write-ahead file) holds."
          + " count asks a relay that runs; dump, tail and verify read the journal themselves, whether"
          + " a relay runs or not, and change nothing in it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Sluice.Version.class,
    subcommands = {
      ReplogCount.class,
      ReplogDump.Dump.class,
      ReplogDump.Tail.class,
      ReplogVerify.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  sluice replog count --source-keyspace demo_ks --source-table demo_table \\",
      "      --destination demo_destination",
      "  sluice replog verify --journal /var/lib/cassandra/sluice"
    })
final class ReplogCommand {}
