package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Free TCP ports.
 *
 * <p>They come from below the range out of which operating systems take the local ports of outgoing
 * connections. So a server that is killed finds its port free when it is started again, and no port
 * is handed out twice by one JVM, even if nobody listens on it yet. Safe for use by many threads.
 */
public final class Ports {
  private static final int FIRST = 17_000;
  private static final int COUNT = 15_000;

  private static final int SPREAD = 5_000;

  /**
   * Starts at random, so that JVMs which run at the same time rarely try the same ports; never,
   * where the system property {@code sluice.ports.from} sets them so far apart: 15000, 25000 and
   * 35000 lead to thirds of the range.
   */
  private static final AtomicInteger NEXT =
      new AtomicInteger(
          Integer.getInteger("sluice.ports.from", FIRST + random(COUNT)) - FIRST + random(SPREAD));

  private Ports() {}

  /** Returns a port of 127.0.0.1 on which nobody listens. */
  public static int free() {
    return free("127.0.0.1");
  }

  /** Returns a port of a local address on which nobody listens. */
  public static int free(String address) {
    for (int tries = 0; tries < COUNT; tries++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(address, port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port on " + address);
  }

  /** Returns the wished port where nobody listens on it, else a free one. */
  public static int freeOr(String address, int wished) {
    return isFree(address, wished) ? wished : free(address);
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  private static boolean isFree(String address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
      return true;
    } catch (BindException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the address " + address, e);
    }
  }
}
