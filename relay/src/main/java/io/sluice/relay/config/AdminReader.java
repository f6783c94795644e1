package io.sluice.relay.config;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import io.sluice.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads {@code admin}. */
final class AdminReader {
  private static final String NONE = "none";

  private AdminReader() {}

  /** Empty if the relay is not to be reached. */
  static Optional<AdminConfig> read(Settings main) {
    Settings section = main.section("admin");
    String listen = section.text("listen", AdminConfig.DEFAULT_LISTEN);
    Optional<String> token =
        section.has("token") ? Optional.of(section.requiredText("token")) : Optional.empty();
    Optional<TlsConfig> tls = tls(section);
    boolean records = section.flag("show_records", AdminConfig.DEFAULT_SHOW_RECORDS);
    if (listen.equals(NONE)) {
      return Optional.empty();
    }
    return address(section, listen)
        .map(address -> checked(section, new AdminConfig(address, token, tls, records)));
  }

  private static Optional<TlsConfig> tls(Settings section) {
    String password = section.text("keystore_password", "");
    if (!section.has("keystore")) {
      return Optional.empty();
    }
    TlsConfig tls = new TlsConfig(section.path("keystore", Path.of("")), password);
    try {
      tls.check();
    } catch (IOException e) {
      section.problem(
          "keystore",
          "cannot be used ("
              + e.getMessage()
              + "); name a PKCS12 file, with its keystore_password");
    }
    return Optional.of(tls);
  }

  private static Optional<HostAndPort> address(Settings section, String listen) {
    try {
      return Optional.of(HostAndPort.fromString(listen).withDefaultPort(AdminConfig.DEFAULT_PORT));
    } catch (IllegalArgumentException e) {
      section.problem(
          "listen",
          section.written("listen")
              + " is no host and port; write for example 127.0.0.1:9464, or none to have no endpoint");
      return Optional.empty();
    }
  }

  private static AdminConfig checked(Settings section, AdminConfig config) {
    if (config.token().isEmpty() && !isLoopback(config.listen().getHost())) {
      section.problem(
          "token",
          "missing; where others than this machine can reach the endpoint, every request needs one:"
              + " token: ${file:/etc/sluice/admin-token}");
    }
    return config;
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || (InetAddresses.isInetAddress(host) && InetAddresses.forString(host).isLoopbackAddress());
  }
}
