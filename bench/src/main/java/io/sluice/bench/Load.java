package io.sluice.bench;

import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

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

  /**
   * What was done.
   *
   * @param seconds from the first request to the last answer
   * @param percentiles of how long each took
   */
  record Measured(int requests, double seconds, Percentiles percentiles) {
    double perSecond() {
      return requests / seconds;
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
  Measured saturate(int seconds) throws InterruptedException {
    return run(MOST_PER_SECOND * seconds, AT_ONCE, TimeUnit.SECONDS.toNanos(seconds));
  }

  /** Makes so many requests, as fast as they are answered. */
  Measured burst(int requests) throws InterruptedException {
    return run(requests, AT_ONCE, Long.MAX_VALUE);
  }

  /**
   * Makes requests at a steady rate. Their time is counted from when they were due: a server that
   * stands still for a while is seen by every request of that while.
   */
  Measured steady(int perSecond, int seconds) throws InterruptedException {
    return run(perSecond * seconds, perSecond, Long.MAX_VALUE);
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
    return new Measured(made, seconds, Percentiles.of(Arrays.copyOf(run.millis, made)));
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
