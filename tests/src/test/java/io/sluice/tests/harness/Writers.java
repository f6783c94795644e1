package io.sluice.tests.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** Threads that do something again and again, until they are stopped. */
public final class Writers implements AutoCloseable {
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;

  /**
   * Starts one more.
   *
   * @param name of the thread
   * @param write is told how often it was done before
   */
  public void start(String name, IntConsumer write) {
    Thread thread = new Thread(() -> repeat(write), name);
    threads.add(thread);
    thread.start();
  }

  private void repeat(IntConsumer write) {
    for (int sequence = 0; !stopping; sequence++) {
      write.accept(sequence);
    }
  }

  /** Waits until each has done what it does. */
  @Override
  public void close() {
    stopping = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while writers end", e);
    }
  }
}
