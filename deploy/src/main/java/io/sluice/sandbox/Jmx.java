package io.sluice.sandbox;

import java.io.IOException;
import java.rmi.NotBoundException;
import java.rmi.registry.LocateRegistry;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.rmi.RMIConnector;
import javax.management.remote.rmi.RMIServer;

/** Calls MBeans of a JVM on this machine. */
final class Jmx {
  private static final String HOST = "127.0.0.1";

  private Jmx() {}

  /** Calls an operation without parameters, and returns when it has returned. */
  static void invoke(int port, String bean, String operation) {
    try (JMXConnector jmx = connector(port)) {
      jmx.connect();
      jmx.getMBeanServerConnection()
          .invoke(new ObjectName(bean), operation, new Object[0], new String[0]);
    } catch (IOException | NotBoundException | JMException e) {
      throw new IllegalStateException(
          "cannot call " + operation + " of " + bean + " at JMX port " + port, e);
    }
  }

  /** The value of an attribute. */
  static Object attribute(int port, String bean, String attribute) {
    try (JMXConnector jmx = connector(port)) {
      jmx.connect();
      return jmx.getMBeanServerConnection().getAttribute(new ObjectName(bean), attribute);
    } catch (IOException | NotBoundException | JMException e) {
      throw new IllegalStateException(
          "cannot read " + attribute + " of " + bean + " at JMX port " + port, e);
    }
  }

  /** Asks the RMI registry itself: a JMX service URL would take the detour over JNDI. */
  private static JMXConnector connector(int port) throws IOException, NotBoundException {
    return new RMIConnector(
        (RMIServer) LocateRegistry.getRegistry(HOST, port).lookup("jmxrmi"), null);
  }
}
