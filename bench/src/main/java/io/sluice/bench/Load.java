package io.sluice.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * A client that has a bounded number of requests under way. Its requests are numbered, from 0 on,
 * over all that it does. For one thread; answers come on others.
 */
final class Load {
  /**
   * What a client at a steady rate never has under way, unless the node stands still. The driver
   * fails requests beyond 1,024 of a connection.
   */
  static final int AMPLE = 500;

  private static final int MOST_PER_SECOND = 200_000;
  private static final int AT_ONCE = 0;

  private final int inFlight;
  private final IntFunction<? extends CompletionStage<?>> request;
  private int next;

  /** What was done, at once or in several goes. For one thread. */
  static final class Measured {
    private final List<double[]> millis = new ArrayList<>();
    private int requests;
    private double seconds;

    /** Nothing yet. */
    Measured() {}

    private Measured(double[] millis, double seconds) {
      this.millis.add(millis);
      this.requests = millis.length;
      this.seconds = seconds;
    }

    void add(Measured more) {
      millis.addAll(more.millis);
      requests += more.requests;
      seconds += more.seconds;
    }

    int requests() {
      return requests;
    }

    /** Of the time from the first request to the last answer of each go. */
    double perSecond() {
      return requests / seconds;
    }

    /** How long each request took. */
    double[] millis() {
      return millis.stream().flatMapToDouble(DoubleStream::of).toArray();
    }

    /** Of how long each request took. */
    Percentiles percentiles() {
      return Percentiles.of(millis());
    }

    /** The median of the goes of a percentile of each: a stall in a few of them leaves it alone. */
    double typically(ToDoubleFunction<Percentiles> percentile) {
      return Spread.of(
              millis.stream().map(go -> percentile.applyAsDouble(Percentiles.of(go))).toList())
          .median();
    }
  }

  /** Requests that are under way, and how long those took that were. */
  private static final class Run {
    private final Semaphore room;
    private final double[] millis;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Run(int inFlight, int most) {
      room = new Semaphore(inFlight);
      millis = new double[most];
    }

    void answered(int index, long from, Throwable problem) {
      millis[index] = (System.nanoTime() - from) / 1e6;
      if (problem != null) {
        failure.compareAndSet(null, problem);
      }
      room.release();
    }
  }

  /**
   * Without requests yet.
   *
   * @param inFlight how many requests are under way at most
   * @param request makes the request with a number
   */
  Load(int inFlight, IntFunction<? extends CompletionStage<?>> request) {
    this.inFlight = inFlight;
    this.request = request;
  }

  /** The number of the next request. */
  int next() {
    return next;
  }

  /** Makes as many requests as are answered in a while: the bounded number is always under way. */
  Measured saturate(Duration time) throws InterruptedException {
    return run(many(MOST_PER_SECOND, time), AT_ONCE, time.toNanos());
  }

  /** Makes so many requests, as fast as they are answered. */
  Measured burst(int requests) throws InterruptedException {
    return run(requests, AT_ONCE, Long.MAX_VALUE);
  }

  /**
   * Makes requests at a steady rate. Their time is counted from when they were due: a server that
   * stands still for a while is seen by every request of that while.
   */
  Measured steady(int perSecond, Duration time) throws InterruptedException {
    return run(many(perSecond, time), perSecond, Long.MAX_VALUE);
  }

  private static int many(int perSecond, Duration time) {
    return (int) (perSecond * time.toMillis() / TimeUnit.SECONDS.toMillis(1));
  }

  private Measured run(int most, int perSecond, long nanos) throws InterruptedException {
    Run run = new Run(inFlight, most);
    long start = System.nanoTime();
    int made = 0;
    while (made < most && System.nanoTime() - start < nanos) {
      long due = perSecond == AT_ONCE ? start : start + TimeUnit.SECONDS.toNanos(made) / perSecond;
      await(due);
      run.room.acquire();
      make(run, made++, perSecond == AT_ONCE ? System.nanoTime() : due);
    }
    run.room.acquire(inFlight); // all are answered
    double seconds = (System.nanoTime() - start) / 1e9;
    if (run.failure.get() != null) {
      throw new IllegalStateException("a request failed", run.failure.get());
    }
    return new Measured(Arrays.copyOf(run.millis, made), seconds);
  }

  private void make(Run run, int index, long from) {
    request.apply(next++).whenComplete((answer, problem) -> run.answered(index, from, problem));
  }

  private static void await(long due) {
    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
  }
}
