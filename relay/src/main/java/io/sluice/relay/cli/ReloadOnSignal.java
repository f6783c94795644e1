package io.sluice.relay.cli;

import io.sluice.relay.LiveConfiguration;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a relay read its configuration again on SIGHUP, which would end the JVM otherwise. */
final class ReloadOnSignal {
  private static final Logger log = LoggerFactory.getLogger(ReloadOnSignal.class);

  private ReloadOnSignal() {}

  /**
   * The JDK's class for signals has no successor, and the compiler warns of it in a way that cannot
   * be answered: so it is looked up by name.
   */
  static void install(LiveConfiguration configuration) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object reload =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                log.info("SIGHUP: reading the configuration again");
                configuration.reload();
                return null;
              });
      Object hangup = signal.getConstructor(String.class).newInstance("HUP");
      Object before = signal.getMethod("handle", signal, handler).invoke(null, hangup, reload);
      if (before.equals(handler.getField("SIG_IGN").get(null))) { // and so it stays
        log.info(
            "the configuration is not read again on SIGHUP, which this process ignores, as with"
                + " nohup; it is when its files change");
      }
    } catch (ReflectiveOperationException e) { // a system without it, or a JVM with -Xrs
      log.info("the configuration is not read again on SIGHUP, which this system has not");
    }
  }
}
