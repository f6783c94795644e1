package io.sluice.sandbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks whether something answers CQL: sends an OPTIONS request, which needs no session and no
 * login.
 */
final class CqlProbe {
  private static final int TIMEOUT_MS = 1000;

  /** Protocol version 4, no flags, stream 0, opcode OPTIONS, empty body. */
  private static final byte[] OPTIONS = {4, 0, 0, 0, 5, 0, 0, 0, 0};

  private static final int SUPPORTED = 6;
  private static final int OPCODE = 4;

  private CqlProbe() {}

  static boolean answers(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      socket.getOutputStream().write(OPTIONS);
      byte[] header = socket.getInputStream().readNBytes(OPTIONS.length);
      return header.length == OPTIONS.length && header[OPCODE] == SUPPORTED;
    } catch (IOException e) {
      return false; // not listening yet: that is the question
    }
  }
}
