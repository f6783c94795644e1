package io.sluice.bench;

import io.sluice.trigger.CaptureTrigger;
import java.util.Collection;
import org.apache.cassandra.db.Mutation;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What the trigger adds to a write: {@code augment()} whole, which is encoding and append, with
 * {@code sync: periodic}.
 */
public class AugmentBenchmark extends UpdateBenchmark {
  private final CaptureTrigger trigger = RoomyTrigger.get();

  @Benchmark
  public Collection<Mutation> augment() {
    return trigger.augment(update);
  }
}
