package io.sluice.relay.admin;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Who may ask: whoever has the token, if there is one; else programs of this machine, but no page
 * that a browser on it has from somewhere else. For any thread.
 */
final class Credentials {
  private static final String SCHEME = "Bearer ";

  private final Optional<byte[]> expected;

  Credentials(Optional<String> token) {
    expected = token.map(text -> (SCHEME + text).getBytes(StandardCharsets.UTF_8));
  }

  /** Refuses a request that may not be made. */
  void check(Context request) {
    expected.ifPresentOrElse(bytes -> requireToken(request, bytes), () -> requireAddress(request));
    requireJson(request);
  }

  /** How long it takes tells nothing of the token. */
  private static void requireToken(Context request, byte[] expected) {
    String given = Optional.ofNullable(request.header("Authorization")).orElse("");
    if (!MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
      request.header("WWW-Authenticate", "Bearer");
      throw new UnauthorizedResponse("the endpoint wants a token (key: admin.token)");
    }
  }

  /** A page reaches this machine by a name of its own that it had changed to our address. */
  private static void requireAddress(Context request) {
    String host = HostAndPort.fromString(Optional.ofNullable(request.host()).orElse("")).getHost();
    if (!host.equals("localhost") && !InetAddresses.isInetAddress(host)) {
      throw new ForbiddenResponse("name the relay by its address, or localhost");
    }
  }

  /** A page may send anything else without asking first whether it may. */
  private static void requireJson(Context request) {
    boolean reads = request.method().name().equals("GET") || request.method().name().equals("HEAD");
    String type = Optional.ofNullable(request.contentType()).orElse("");
    if (!reads && !type.startsWith("application/json")) {
      throw new UnsupportedMediaTypeResponse("send changes as application/json");
    }
  }
}
