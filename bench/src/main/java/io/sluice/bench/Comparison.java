package io.sluice.bench;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/** What it costs to capture an update of a shape, beside all peers that do the like with it. */
final class Comparison {
  private static final double SERIALIZER_BOUND = 1.25;
  private static final double COMMIT_LOG_BOUND = 0.7;
  private static final double ALLOCATION_BOUND = 64;

  private final String of;
  private final boolean isBounded;
  private final Series augment;
  private final Series serialize;
  private final Series commitLog;
  private final Series chronicle;
  private final Series mapDb;
  private final Series iterate;
  private final List<Series> all;

  Comparison(Shape shape, int threads) {
    of = shape.what() + ", " + threads + (threads == 1 ? " thread" : " threads");
    isBounded = shape == Shape.ROW_OF_5 && threads == 1;
    int batch = shape.batch();
    augment = series("augment()", AugmentBenchmark.class, "augment", shape, batch, threads);
    serialize =
        series(
            "PartitionUpdate.serializer",
            NativeBenchmark.class,
            "serialize",
            shape,
            batch,
            threads);
    commitLog = series("CommitLog.add", CommitLogBenchmark.class, "add", shape, batch, threads);
    chronicle =
        series("Chronicle Queue", ChronicleBenchmark.class, "append", shape, batch, threads);
    mapDb =
        series("MapDB", MapDbBenchmark.class, "put", shape, batch / MapDbBenchmark.SHARE, threads);
    iterate =
        series("Cassandra's iterators", NativeBenchmark.class, "iterate", shape, batch, threads);
    all = List.of(augment, serialize, commitLog, chronicle, mapDb, iterate);
  }

  private Series series(
      String what, Class<?> type, String method, Shape shape, int batch, int threads) {
    return Series.of(what + ", " + of, type, method, shape, batch, threads);
  }

  /** Measures each once more; another one comes first in each turn. */
  void run(int turn) throws RunnerException {
    for (int i = 0; i < all.size(); i++) {
      all.get((i + turn) % all.size()).run();
    }
  }

  void figures(Report report) {
    all.forEach(series -> series.time(report));
    all.forEach(series -> series.allocation(report));
  }

  void ratios(Report report) {
    if (isBounded) {
      report.atMost(
          SERIALIZER_BOUND,
          against("PartitionUpdate.serializer"),
          augment.nanos(),
          serialize.nanos());
      report.atMost(COMMIT_LOG_BOUND, against("CommitLog.add"), augment.nanos(), commitLog.nanos());
    } else {
      report.ratio(against("PartitionUpdate.serializer"), augment.nanos(), serialize.nanos());
      report.ratio(against("CommitLog.add"), augment.nanos(), commitLog.nanos());
    }
    report.ratio(against("Chronicle Queue as the journal"), augment.nanos(), chronicle.nanos());
    report.ratio(against("MapDB as the journal"), augment.nanos(), mapDb.nanos());
    report.atMost(
        ALLOCATION_BOUND,
        "augment() allocates beyond Cassandra's iterators, " + of,
        "B",
        beyondIterators());
  }

  private String against(String peer) {
    return "augment() / " + peer + ", " + of;
  }

  private List<Double> beyondIterators() {
    List<Double> differences = new ArrayList<>();
    for (int turn = 0; turn < augment.bytes().size(); turn++) {
      differences.add(augment.bytes().get(turn) - iterate.bytes().get(turn));
    }
    return differences;
  }
}
