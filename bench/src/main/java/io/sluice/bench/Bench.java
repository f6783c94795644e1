package io.sluice.bench;

import io.sluice.bench.page.PerformancePage;
import io.sluice.bench.page.ScalingPage;
import io.sluice.sandbox.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@code bench/run} runs: one benchmark, or the pages of what all of them have measured. */
public final class Bench {
  private Bench() {}

  /**
   * Ends with exit code 0 if all is done, 1 if a benchmark failed or found what may not be, 2 if
   * there is none of that name.
   *
   * @param args {@code list}, {@code names}, {@code page}, or a benchmark's name with its arguments
   */
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "list" -> list();
      case "names" -> Benchmarks.ALL.forEach(one -> System.out.println(one.name()));
      case "page" -> page();
      default -> run(args[0], Arrays.copyOfRange(args, 1, args.length));
    }
  }

  private static void list() {
    for (Benchmarks.Entry one : Benchmarks.ALL) {
      System.out.printf("%-16s %s%n", one.name(), one.what());
    }
  }

  private static void run(String name, String[] args) throws Exception {
    Benchmarks.Entry benchmark;
    try {
      benchmark = Benchmarks.of(name);
    } catch (IllegalArgumentException e) {
      System.err.println("bench/run: " + e.getMessage());
      System.exit(2);
      return;
    }
    benchmark.program().run(args);
    System.exit(0); // threads of Cassandra's classes would keep the JVM
  }

  private static void page() throws IOException {
    List<Report.Saved> results = results();
    Path docs = Checkout.root().resolve("docs");
    String limits = Files.readString(Checkout.root().resolve("bench/limits.md"));
    new PerformancePage(results, limits).write(docs);
    if (ScalingPage.isPossible(results)) {
      new ScalingPage(results).write(docs);
    }
  }

  /** Of the benchmarks that have been run. */
  private static List<Report.Saved> results() throws IOException {
    List<Report.Saved> results = new ArrayList<>();
    for (Benchmarks.Entry one : Benchmarks.ALL) {
      Path file = Report.directory().resolve(one.name() + ".json");
      if (Files.exists(file)) {
        results.add(Report.read(file));
      } else {
        System.err.println("bench/run: no results of " + one.name());
      }
    }
    return results;
  }
}
