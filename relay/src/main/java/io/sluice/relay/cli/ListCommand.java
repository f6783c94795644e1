package io.sluice.relay.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.deadletter.DeadLetter;
import io.sluice.relay.deadletter.DeadLetterFiles;
import io.sluice.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice dead-letters list}: which there are, and why. */
@Command(
    name = "list",
    description = {
      "Lists dead letters: destination, entry, time, topic, size in bytes, reason. The records'"
          + " contents are not shown, but a reason may quote them."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Sluice.Version.class,
    footer = {
      "",
      "Examples:",
      "  sluice dead-letters list --config relay.yaml",
      "  sluice dead-letters list --config relay.yaml --destination demo_destination --json"
    })
final class ListCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin private ConfigOption configuration;

  @Option(
      names = "--destination",
      paramLabel = "NAME",
      description = "Only those of this destination.")
  private Optional<String> destination;

  @Option(names = "--all", description = "Also those that were replayed.")
  private boolean all;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try {
      RelayConfig config = configuration.load();
      for (DestinationConfig shown : shown(config)) {
        list(shown.name(), ConfigOption.files(config, shown));
      }
      return 0;
    } catch (SettingsException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return Sluice.USAGE;
    }
  }

  private List<DestinationConfig> shown(RelayConfig config) {
    return destination
        .map(name -> List.of(configuration.destination(config, name)))
        .orElse(config.destinations());
  }

  private void list(String name, DeadLetterFiles files) throws IOException {
    Printer printer = new Printer(name);
    files.visit(all, printer);
    if (!json) {
      out().printf("%s: %d dead letters in %s%n", name, printer.count, files.directory());
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private final class Printer implements DeadLetterFiles.Visitor<JsonProcessingException> {
    private final String name;
    private int count;

    Printer(String name) {
      this.name = name;
    }

    @Override
    public void entry(DeadLetter letter, long digest) throws JsonProcessingException {
      count++;
      if (json) {
        out().println(JSON.writeValueAsString(fields(letter)));
        return;
      }
      out()
          .printf(
              "%s  %s  %s  %s  %d%s  %s%n",
              name,
              letter.id(),
              letter.at(),
              letter.topic(),
              letter.size(),
              letter.isReplayed() ? "  (replayed)" : "",
              oneLine(letter.reason()));
    }

    private static String oneLine(String text) {
      return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private Map<String, Object> fields(DeadLetter letter) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("destination", name);
      fields.put("entry", letter.id());
      fields.put("at", letter.at());
      fields.put("position", letter.position());
      fields.put("topic", letter.topic());
      fields.put("table", letter.table());
      fields.put("size", letter.size());
      fields.put("replayed", letter.isReplayed());
      fields.put("reason", letter.reason());
      return fields;
    }

    @Override
    public void unreadable(String id) {
      spec.commandLine().getErr().println(Unreadable.describe(name, id));
    }
  }
}
