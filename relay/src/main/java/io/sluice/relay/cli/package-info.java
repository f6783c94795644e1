/** The command line: {@link io.sluice.relay.cli.Sluice}, and one class for each subcommand. */
package io.sluice.relay.cli;
