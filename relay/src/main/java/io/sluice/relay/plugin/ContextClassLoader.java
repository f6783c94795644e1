package io.sluice.relay.plugin;

/** Calls a plugin with its class loader as that of the current thread. */
final class ContextClassLoader {
  private ContextClassLoader() {}

  static <T, E extends Exception> T call(ClassLoader loader, Call<T, E> call) throws E {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return call.run();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** What is called. */
  interface Call<T, E extends Exception> {
    T run() throws E;
  }
}
