package io.sluice.relay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.net.UrlEscapers;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice replog count}. */
@Command(
    name = "count",
    description = {
      "Counts the captured changes of a table that a destination has yet to deliver, on the node of"
          + " the relay that is asked. A change is what one statement did to one partition.",
      "",
      "The first count of a large backlog takes a while, in which it shows how far it is."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Sluice.Version.class,
    footer = {
      "",
      "Examples:",
      "  sluice replog count --source-keyspace demo_ks --source-table demo_table \\",
      "      --destination demo_destination",
      "  sluice replog count --source-keyspace demo_ks --source-table demo_table \\",
      "      --destination demo_destination --watch 5"
    })
final class ReplogCount implements Callable<Integer> {
  private static final List<String> COLUMNS = List.of("keyspace", "table", "dest", "count");

  @Mixin private AdminClient relay;

  @Mixin private TableOutput output;

  @Option(
      names = {"--source-keyspace", "--source-keyspaces"},
      required = true,
      paramLabel = "NAME",
      description = "The table's keyspace.")
  private String keyspace;

  @Option(
      names = {"--source-table", "--source-tables"},
      required = true,
      paramLabel = "NAME",
      description = "The table, or the pattern that its channel was made with.")
  private String table;

  @Option(
      names = {"--destination", "--destinations"},
      required = true,
      paramLabel = "NAME",
      description = "The destination that its changes go to.")
  private String destination;

  @Option(
      names = {"--data-center-id", "--data-center-ids"},
      paramLabel = "DC",
      description = "The channel's data center, where several differ by that only.")
  private Optional<String> dataCenter;

  @Option(
      names = "--watch",
      arity = "0..1",
      fallbackValue = "2",
      paramLabel = "SECONDS",
      description = "Count again and again, with rate and time left; every 2 seconds unless given.")
  private Optional<Integer> watch;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (watch.isPresent()) {
      watch(Duration.ofSeconds(Math.max(1, watch.get())));
    }
    output.print(
        spec.commandLine().getOut(),
        COLUMNS,
        List.of(List.of(keyspace, table, destination, count())));
    return 0;
  }

  private void watch(Duration pause) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Rate rate = new Rate();
    for (long count = count(); count > 0; count = count()) {
      out.println(count + " to deliver" + rate.left(count));
      out.flush();
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    }
  }

  private long count() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    while (true) {
      JsonNode answer = relay.get(path());
      if (answer.path("complete").asBoolean()) {
        return answer.path("count").asLong();
      }
      err.printf(
          "%d so far, %d MiB of the journal to go …%n",
          answer.path("count").asLong(), answer.path("bytes_left").asLong() >> 20);
      err.flush();
    }
  }

  private String path() {
    return "/replog/count?"
        + parameter("keyspace", keyspace)
        + "&"
        + parameter("table", table)
        + "&"
        + parameter("destination", destination)
        + dataCenter.map(name -> "&" + parameter("data_center", name)).orElse("");
  }

  private static String parameter(String name, String value) {
    return name + "=" + UrlEscapers.urlFormParameterEscaper().escape(value);
  }

  /** How fast a count falls. */
  private static final class Rate {
    private long since;
    private long first = -1;

    /** In words, after a blank; empty the first time. */
    String left(long count) {
      long now = System.nanoTime();
      if (first < 0) {
        first = count;
        since = now;
        return "";
      }
      double perSecond = (first - count) / ((now - since) / 1e9);
      return perSecond <= 0
          ? ", and not falling"
          : ", %.0f fewer a second, %d s left".formatted(perSecond, Math.round(count / perSecond));
    }
  }
}
