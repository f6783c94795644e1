package io.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.bench.page.PerformancePage;
import io.sluice.sandbox.Checkout;
import io.sluice.sandbox.ChildJvm;
import io.sluice.sandbox.JvmCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every benchmark runs to its end and saves its report, with as little to measure as there can be:
 * so that none rots. What it measures means nothing.
 */
class BenchSmokeIT {
  /** Each has servers of its own, for which it mostly waits. */
  private static final int AT_A_TIME = 3;

  /** All servers, too, inherit what makes a JVM start with little work, and that is all they do. */
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

  private static final Path TARGET = Checkout.root().resolve("bench/target");

  @TempDir Path directory;

  @Test
  void everyBenchmarkRunsAndSavesItsReport() throws Exception {
    runAll();

    List<Report.Saved> reports = new ArrayList<>();
    for (Benchmarks.Entry benchmark : Benchmarks.ALL) {
      Report.Saved report = Report.read(results().resolve(benchmark.name() + ".json"));
      assertThat(report.command()).isEqualTo("bench/run " + benchmark.name());
      assertThat(report.figures()).isNotEmpty();
      reports.add(report);
    }
    new PerformancePage(reports, "").write(directory);
    assertThat(directory.resolve("performance.md")).isNotEmptyFile();
  }

  private Path results() {
    return directory.resolve("results");
  }

  private void runAll() throws Exception {
    ExecutorService some = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Callable<Void>> runs = new ArrayList<>();
      for (Benchmarks.Entry benchmark : Benchmarks.ALL) {
        runs.add(() -> run(benchmark));
      }
      for (Future<Void> run : some.invokeAll(runs)) {
        run.get();
      }
    } finally {
      some.shutdownNow();
    }
  }

  private Void run(Benchmarks.Entry benchmark) throws IOException {
    String list = Files.readString(TARGET.resolve("classpath")).strip();
    Path own = Files.createDirectories(TARGET.resolve("smoke").resolve(benchmark.name()));
    Files.deleteIfExists(own.resolve("benchmark.log")); // of the run before
    JvmCommand command =
        JvmCommand.named("benchmark", own)
            .classPath(TARGET.resolve("classes") + File.pathSeparator + list)
            .options(List.of("-Xmx512m", "@" + TARGET.resolve("jvm.options")))
            .environment("JAVA_TOOL_OPTIONS", QUICK_START)
            .property(Checkout.ROOT, Checkout.root())
            .property(Sizes.SMOKE, true)
            .property(Report.DIRECTORY, results())
            .main(Bench.class.getName(), benchmark.name());
    ChildJvm.start(command).awaitSuccess();
    return null;
  }
}
