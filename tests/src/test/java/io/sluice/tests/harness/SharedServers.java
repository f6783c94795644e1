package io.sluice.tests.harness;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Keeps one of each kind of {@link Shared} for as long as this JVM runs tests, of which it may get
 * one class at a time; JUnit closes them at the end.
 */
final class SharedServers
    implements ParameterResolver,
        AfterEachCallback,
        AfterAllCallback,
        TestExecutionExceptionHandler {
  private static final Namespace NAMESPACE = Namespace.create(SharedServers.class);
  private static final Map<Class<?>, Supplier<Shared>> KINDS =
      Map.of(Servers.class, Servers::new, Ring.class, Ring::new);

  /** On a busy machine; whoever waits in vain waits longer, and nobody else does. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static {
    Awaitility.setDefaultTimeout(PATIENCE);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return KINDS.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return started(parameter.getParameter().getType(), context);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    ofTheTest(context).map(Shared::evidence).forEach(failure::addSuppressed);
    throw failure;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    ofTheTest(context).forEach(Shared::closeWhatTheTestStarted);
  }

  /** Whatever the tests of a class did to Sluice: the database has come through. */
  @Override
  public void afterAll(ExtensionContext context) {
    ofTheTest(context).forEach(Shared::assertDatabaseServes);
  }

  /** What the test's class asks for in its constructor. */
  private static Stream<Shared> ofTheTest(ExtensionContext context) {
    return Arrays.stream(context.getRequiredTestClass().getDeclaredConstructors())
        .flatMap(constructor -> Arrays.stream(constructor.getParameterTypes()))
        .filter(KINDS::containsKey)
        .map(kind -> started(kind, context));
  }

  private static Shared started(Class<?> kind, ExtensionContext context) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
        .computeIfAbsent(kind, k -> new Startup(KINDS.get(k).get()), Startup.class)
        .servers();
  }

  /** Tried once: where servers do not start, each test would wait for that anew. */
  private static final class Startup implements AutoCloseable {
    private final Shared servers;
    private boolean tried;
    private boolean started;

    Startup(Shared servers) {
      this.servers = servers;
    }

    Shared servers() {
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
