package io.sluice.sandbox;

import java.io.IOException;
import java.rmi.NotBoundException;
import java.rmi.registry.LocateRegistry;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
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
    ask(
        port,
        operation + " of " + bean,
        server -> server.invoke(new ObjectName(bean), operation, new Object[0], new String[0]));
  }

  /** Reads an attribute. */
  static Object attribute(int port, String bean, String name) {
    return ask(
        port, name + " of " + bean, server -> server.getAttribute(new ObjectName(bean), name));
  }

  private static Object ask(int port, String what, Question question) {
    try (JMXConnector jmx = connector(port)) {
      jmx.connect();
      return question.ask(jmx.getMBeanServerConnection());
    } catch (IOException | NotBoundException | JMException e) {
      throw new IllegalStateException("cannot call " + what + " at JMX port " + port, e);
    }
  }

  /** Asks the RMI registry itself: a JMX service URL would take the detour over JNDI. */
  private static JMXConnector connector(int port) throws IOException, NotBoundException {
    return new RMIConnector(
        (RMIServer) LocateRegistry.getRegistry(HOST, port).lookup("jmxrmi"), null);
  }

  private interface Question {
    Object ask(MBeanServerConnection server) throws IOException, JMException;
  }
}
