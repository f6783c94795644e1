package io.sluice.tests.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the logs of the servers end; suppressed by the failure of a test, for whoever reads that. */
final class Evidence extends Exception {
  private static final long serialVersionUID = 1;
  private static final int LINES = 40;

  /** Of which Cassandra and Kafka log pages for every table and topic. */
  private static final String CHATTER = " INFO ";

  private Evidence(String message) {
    super(message, null, true, false);
  }

  /** Reads the logs in the directories of servers. */
  static Evidence of(List<Path> shared, List<Path> ofTheTest) {
    String logs =
        Stream.concat(shared.stream(), ofTheTest.stream())
            .flatMap(Evidence::logs)
            .map(Evidence::end)
            .collect(Collectors.joining("\n"));
    return new Evidence("what the servers logged last\n" + logs);
  }

  private static Stream<Path> logs(Path home) {
    try (Stream<Path> files = Files.list(home)) {
      return files
          .filter(file -> file.toString().matches(".*(cassandra|kafka|relay)\\.log"))
          .toList()
          .stream();
    } catch (IOException e) {
      return Stream.of(home); // which says, below, that it cannot be read
    }
  }

  private static String end(Path log) {
    boolean relay = log.endsWith("relay.log");
    try (Stream<String> lines = Files.lines(log)) {
      List<String> all = lines.filter(line -> relay || !line.contains(CHATTER)).toList();
      List<String> last = all.subList(Math.max(0, all.size() - LINES), all.size());
      return log + ":\n" + String.join("\n", last).indent(4);
    } catch (IOException e) {
      return log + " cannot be read: " + e + "\n";
    }
  }
}
