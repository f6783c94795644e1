package io.sluice.sandbox;

import java.util.List;
import java.util.Map;

/**
 * One more port of a broker, for clients with TLS and a login by SCRAM-SHA-512 only. The broker's
 * other port stays as open as it was, for the test's own clients.
 *
 * @param certificates the server's, read when the broker starts
 * @param user who may log in, from the first start on
 * @param password the user's in the beginning: brokers store it, hashed
 */
public record SecurePort(int port, Certificates certificates, String user, String password) {
  public static final String MECHANISM = "SCRAM-SHA-512";

  /** A free port. */
  public SecurePort(Certificates certificates, String user, String password) {
    this(Ports.free(), certificates, user, password);
  }

  /** The value of {@code bootstrap.servers} for this port. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** What the broker is told of a listener with the name SECURE. */
  Map<String, String> properties() {
    String of = "listener.name.secure.";
    return Map.of(
        "sasl.enabled.mechanisms",
        MECHANISM,
        of + "scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required;",
        of + "ssl.keystore.type",
        "PKCS12",
        of + "ssl.keystore.location",
        certificates.keystore().toString(),
        of + "ssl.keystore.password",
        Certificates.PASSWORD,
        of + "ssl.key.password",
        Certificates.PASSWORD);
  }

  /** What the tool that formats the broker's directory is told. */
  List<String> formatOptions() {
    return List.of("--add-scram", "%s=[name=%s,password=%s]".formatted(MECHANISM, user, password));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + "@" + bootstrap();
  }
}
