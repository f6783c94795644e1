package io.sluice.bench;

import java.util.List;
import java.util.stream.Collectors;

/** Every benchmark, in the order in which they are run and stand on the page. */
final class Benchmarks {
  static final List<Entry> ALL =
      List.of(
          new Entry("capture", CaptureCost::main, "what a capture costs, beside Cassandra's work"),
          new Entry("node-overhead", NodeOverhead::main, "what capturing costs a real node"),
          new Entry("write-latency", WriteLatency::main, "writes while something is down"),
          new Entry("latency", Latency::main, "acknowledgement to consumer, confirmed or not"),
          new Entry("pause-latency", PauseLatency::main, "the same while a channel is paused"),
          new Entry("peer-latency", PeerLatency::main, "the same beside Debezium"),
          new Entry("peer-throughput", PeerThroughput::main, "burst and catch-up beside Debezium"),
          new Entry("delivery", DeliveryCost::main, "drain exactly once beside at least once"),
          new Entry("throughput", Throughput::main, "drain beside a bare producer"),
          new Entry("backlog", Backlog::main, "start and drain after the relay was away for long"),
          new Entry(ScalingReport.NAME, Scaling::main, "cost of a change as things grow"));

  private Benchmarks() {}

  /**
   * One benchmark.
   *
   * @param name that it is run by, and that its report has
   * @param what one line: what it measures
   */
  record Entry(String name, Program program, String what) {}

  /** Measures, saves a report, and returns; or throws. */
  interface Program {
    void run(String[] args) throws Exception;
  }

  /**
   * The one of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Entry of(String name) {
    return ALL.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no benchmark " + name + ", there are " + names()));
  }

  private static String names() {
    return ALL.stream().map(Entry::name).collect(Collectors.joining(", "));
  }
}
