package io.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.cassandra.utils.FBUtilities;
import org.apache.kafka.common.utils.AppInfoParser;

/** Where a benchmark runs, for readers of its numbers. */
final class Surroundings {
  private Surroundings() {}

  static Map<String, String> describe() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("processors", Runtime.getRuntime().availableProcessors() + " × " + processor());
    all.put("memory", memory());
    all.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    all.put("jdk", System.getProperty("java.runtime.version"));
    all.put("cassandra", FBUtilities.getReleaseVersionString());
    all.put("kafka", AppInfoParser.getVersion());
    return all;
  }

  private static String processor() {
    return line("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch"));
  }

  private static String memory() {
    return line("/proc/meminfo", "MemTotal")
        .map(kibibytes -> Long.parseLong(kibibytes.replaceAll("\\D", "")) / (1 << 20) + " GiB")
        .orElse("unknown");
  }

  private static Optional<String> line(String file, String name) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty(); // another system
    }
  }
}
