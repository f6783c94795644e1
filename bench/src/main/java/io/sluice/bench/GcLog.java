package io.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a JVM wrote of its collections, with {@code -Xlog:gc:file=…}. */
final class GcLog {
  private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(\\d+M\\)");

  private GcLog() {}

  /** The most of the heap that was in use, in MiB; 0 before the first collection. */
  static double peakMebibytes(Path log) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .map(COLLECTION::matcher)
          .filter(Matcher::find)
          .mapToDouble(collection -> Double.parseDouble(collection.group(1)))
          .max()
          .orElse(0);
    }
  }
}
