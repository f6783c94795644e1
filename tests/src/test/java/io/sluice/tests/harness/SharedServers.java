package io.sluice.tests.harness;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Keeps one {@link Servers} for the whole run; JUnit closes it at the end. */
final class SharedServers
    implements ParameterResolver, AfterEachCallback, TestExecutionExceptionHandler {
  private static final Namespace NAMESPACE = Namespace.create(SharedServers.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Servers.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return servers(context);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    failure.addSuppressed(servers(context).evidence());
    throw failure;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    servers(context).closeWhatTheTestStarted();
  }

  private static Servers servers(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Startup.class, type -> new Startup(), Startup.class)
        .servers();
  }

  /** Tried once: where servers do not start, each test would wait for that anew. */
  private static final class Startup implements AutoCloseable {
    private final Servers servers = new Servers();
    private boolean tried;
    private boolean started;

    Servers servers() {
      if (!tried) {
        tried = true;
        start();
      }
      if (!started) {
        throw new IllegalStateException("the servers did not start; see the first failure");
      }
      return servers;
    }

    private void start() {
      try {
        servers.start();
        started = true;
      } catch (RuntimeException e) {
        e.addSuppressed(servers.evidence());
        throw e;
      }
    }

    @Override
    public void close() {
      servers.close();
    }
  }
}
