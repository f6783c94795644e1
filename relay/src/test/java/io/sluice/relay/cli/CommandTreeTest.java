package io.sluice.relay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Every command teaches, and refuses what it does not know in one line. */
class CommandTreeTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(sluice [a-z -]+)` \\|");
  private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

  static Stream<String> commands() {
    return leaves(Sluice.commandLine()).map(leaf -> leaf.getCommandSpec().qualifiedName());
  }

  private static Stream<CommandLine> leaves(CommandLine command) {
    return command.getSubcommands().isEmpty()
        ? Stream.of(command)
        : command.getSubcommands().values().stream().flatMap(CommandTreeTest::leaves);
  }

  @Test
  void theDocumentHasThemAll() throws IOException {
    Path document = Path.of(System.getProperty("sluice.root"), "docs/commands.md");
    Set<String> documented = new TreeSet<>();
    ROW.matcher(Files.readString(document))
        .results()
        .map(MatchResult::group)
        .forEach(row -> documented.add(row.replaceAll("[|`]", "").trim()));
    assertThat(documented).containsExactlyInAnyOrderElementsOf(commands().toList());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpHasADescriptionAndExamplesOfOptionsThatItHas(String name) {
    CommandSpec spec = spec(name);
    assertThat(spec.usageMessage().description()).isNotEmpty();
    assumeFalse(name.endsWith("generate-completion"), "picocli's own has none");
    String footer = String.join("\n", spec.usageMessage().footer());
    assertThat(footer).contains("Example", name);
    assertThat(OPTION.matcher(footer).results().map(MatchResult::group))
        .allMatch(option -> spec.optionsMap().containsKey(option));
    assertThat(run(name, "--help").code).isZero();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anUnknownOptionIsOneLine(String name) {
    assumeFalse(name.endsWith("generate-completion"), "picocli's own takes no notice");
    Run run = run(name, "--no-such-option");
    assertThat(run.code).isEqualTo(Sluice.USAGE);
    assertThat(run.err.lines())
        .singleElement()
        .asString()
        .startsWith(name + ": ")
        .endsWith("; see " + name + " --help");
  }

  private static CommandSpec spec(String name) {
    CommandLine command = Sluice.commandLine();
    for (String word : words(name)) {
      command = command.getSubcommands().get(word);
    }
    return command.getCommandSpec();
  }

  private static List<String> words(String name) {
    return List.of(name.split(" ")).subList(1, name.split(" ").length);
  }

  private record Run(int code, String err) {}

  private static Run run(String name, String argument) {
    StringWriter err = new StringWriter();
    CommandLine command = Sluice.commandLine();
    command.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err, true));
    Stream<String> arguments = Stream.concat(words(name).stream(), Stream.of(argument));
    return new Run(command.execute(arguments.toArray(String[]::new)), err.toString());
  }
}
