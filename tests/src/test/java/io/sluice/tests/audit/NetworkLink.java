package io.sluice.tests.audit;

import io.sluice.sandbox.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port that leads to another one of 127.0.0.1, until somebody cuts the way or lets nothing pass.
 * Has threads of its own; for any thread.
 */
final class NetworkLink implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  private final ServerSocket entrance;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private boolean stalled;
  private volatile boolean isCut;

  /** Leads nowhere yet. */
  NetworkLink() {
    try {
      entrance = new ServerSocket(Ports.free(), 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen", e);
    }
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** Lets connections through, to a port. */
  void leadTo(int port) {
    target = port;
    start(this::accept);
  }

  /** Ends all connections, and every new one at once. */
  void cut() {
    isCut = true;
    sockets.forEach(NetworkLink::end);
  }

  /** Keeps all connections, but nothing moves on them. */
  synchronized void stall() {
    stalled = true;
  }

  /** Lets everything pass again. */
  synchronized void mend() {
    isCut = false;
    stalled = false;
    notifyAll();
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        connect(entrance.accept());
      } catch (IOException e) {
        // The link was closed, or nobody listens at the other end: its client sees it end.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    sockets.add(client);
    if (isCut) {
      end(client);
      return;
    }
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(server);
      start(() -> pump(client, server));
      start(() -> pump(server, client));
    } catch (IOException e) {
      end(client);
      throw e;
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try {
      for (int read = from.getInputStream().read(buffer); read >= 0; ) {
        awaitWay();
        to.getOutputStream().write(buffer, 0, read);
        read = from.getInputStream().read(buffer);
      }
    } catch (IOException e) {
      // One side is gone, so the other is to see the connection end, as below.
    } finally {
      end(from);
      end(to);
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private synchronized void awaitWay() {
    while (stalled) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException("nobody interrupts this thread", e);
      }
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close a socket", e);
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "network-link");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends all connections. */
  @Override
  public void close() {
    mend();
    cut();
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close a port", e);
    }
  }
}
