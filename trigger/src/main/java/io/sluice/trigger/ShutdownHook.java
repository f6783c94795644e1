package io.sluice.trigger;

import org.apache.cassandra.service.StorageService;

/**
 * Runs something when Cassandra has drained: after the last write, before the JVM ends. To be
 * removed when its class loader has had its day, since Cassandra would keep it for ever.
 */
final class ShutdownHook {
  private final Runnable work;
  private volatile boolean removed;

  ShutdownHook(Runnable work) {
    this.work = work;
  }

  void add() {
    StorageService.instance.addPostShutdownHook(work);
    if (removed) { // by another thread, a moment too early
      remove();
    }
  }

  void remove() {
    removed = true;
    StorageService.instance.removePostShutdownHook(work);
  }
}
