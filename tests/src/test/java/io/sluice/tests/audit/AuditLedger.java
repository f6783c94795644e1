package io.sluice.tests.audit;

import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every write that was attempted, and what became of it. A write is known by its writer and its
 * number in the writer's sequence; its value follows from these and the seed. For many threads.
 */
final class AuditLedger {
  private static final int BYTES = 200;
  private static final int MANY_BYTES = 20_000;
  private static final int SELDOM = 200;

  private final long seed;
  private final List<WriterLedger> writers;

  AuditLedger(long seed, int writers) {
    this.seed = seed;
    this.writers = Stream.generate(WriterLedger::new).limit(writers).toList();
  }

  long seed() {
    return seed;
  }

  /** How many writers there are, numbered from 0. */
  int writers() {
    return writers.size();
  }

  WriterLedger writer(int number) {
    return writers.get(number);
  }

  Fate fate(WriteId id) {
    boolean known = id.writer() >= 0 && id.writer() < writers.size();
    return known ? writers.get(id.writer()).fate(id.sequence()) : Fate.NEVER;
  }

  int count(Fate fate) {
    return writers.stream().mapToInt(writer -> writer.count(fate)).sum();
  }

  /** Every write of a fate. */
  Stream<WriteId> all(Fate fate) {
    return IntStream.range(0, writers.size())
        .boxed()
        .flatMap(
            writer ->
                IntStream.range(0, writers.get(writer).size())
                    .mapToObj(sequence -> new WriteId(writer, sequence)))
        .filter(id -> fate(id) == fate);
  }

  /** What a write writes: now and then much. */
  String value(WriteId id) {
    SplittableRandom random =
        new SplittableRandom(seed ^ ((long) id.writer() << 32 | id.sequence()));
    byte[] bytes = new byte[random.nextInt(SELDOM) == 0 ? MANY_BYTES : random.nextInt(BYTES)];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
