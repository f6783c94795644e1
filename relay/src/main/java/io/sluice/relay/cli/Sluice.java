package io.sluice.relay.cli;

import static java.util.stream.Collectors.joining;

import io.sluice.relay.report.RelayVersion;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The command {@code sluice}. */
@Command(
    name = "sluice",
    description = "Delivers changes of Apache Cassandra tables to Apache Kafka.",
    mixinStandardHelpOptions = true,
    versionProvider = Sluice.Version.class,
    subcommands = {
      RelayCommand.class,
      DestinationCommand.class,
      ChannelCommand.class,
      ReplogCommand.class,
      MetricsCommand.class,
      ConfCommand.class,
      DeadLettersCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example:",
      "  sluice relay --config /etc/sluice/relay.yaml",
      "",
      "sluice COMMAND --help tells more about a command."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, or stopped as asked",
      "1:failed",
      "2:wrong usage or configuration",
      "3:the state directory or the journal is in use by another relay, or dead letters are by"
          + " another replay"
    })
public final class Sluice {
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int IN_USE = 3;

  private Sluice() {}

  /** Runs the command and ends the process. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Sluice())
        .setParameterExceptionHandler(ONE_LINE)
        .setExecutionExceptionHandler(NO_TRACE);
  }

  /** What is wrong, and where to learn what is right. */
  private static final IParameterExceptionHandler ONE_LINE =
      (e, arguments) -> {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        PrintWriter err = command.getErr();
        err.println(name + ": " + message(e) + "; see " + name + " --help");
        return USAGE;
      };

  private static String message(ParameterException e) {
    String suggestion =
        e instanceof CommandLine.UnmatchedArgumentException unmatched
            ? String.join(" or ", unmatched.getSuggestions())
            : "";
    if (e instanceof CommandLine.MissingParameterException missing) {
      return "missing: " + missing.getMissing().stream().map(Sluice::name).collect(joining(", "));
    }
    String message = e.getMessage().lines().findFirst().orElse("wrong usage");
    return suggestion.isEmpty() ? message : message + ", did you mean " + suggestion + "?";
  }

  /** As the help has it first: the singular. */
  private static String name(ArgSpec argument) {
    return argument.isOption()
        ? ((OptionSpec) argument).names()[0] + " " + argument.paramLabel()
        : argument.paramLabel();
  }

  /** For failures that say in their message what an operator can do. */
  private static final IExecutionExceptionHandler NO_TRACE =
      (e, command, result) -> {
        command.getErr().println("sluice: " + (isForOperators(e) ? described(e) : e));
        return FAILED;
      };

  private static boolean isForOperators(Exception failure) {
    return failure instanceof FileSystemException || failure instanceof AdminException;
  }

  /** What failed, and where that is in reach, what to do about it. */
  static String described(Exception failure) {
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": this user may not use it; run this as the relay's user";
    }
    return failure instanceof FileSystemException ? failure.toString() : failure.getMessage();
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"sluice " + RelayVersion.get()};
    }
  }
}
