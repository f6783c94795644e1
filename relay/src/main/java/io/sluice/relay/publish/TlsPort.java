package io.sluice.relay.publish;

import static org.apache.kafka.clients.CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;
import static org.apache.kafka.clients.CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL;
import static org.apache.kafka.clients.CommonClientConfigs.SECURITY_PROTOCOL_CONFIG;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps Kafka's clients without TLS from ports with TLS. A client takes the first bytes of the
 * broker's alert for the length of an answer, and makes room for 336 MiB of it: that ends a relay
 * with less memory, and all of its destinations with it (KAFKA-4090).
 */
final class TlsPort {
  private static final Logger log = LoggerFactory.getLogger(TlsPort.class);
  private static final int PATIENCE = Math.toIntExact(Duration.ofSeconds(1).toMillis());

  /** The type of the record that a TLS server answers with to what is not TLS (RFC 8446, 5.1). */
  private static final int ALERT = 21;

  /** Kafka's first byte is the highest of a length of a few hundred bytes. */
  private static final byte[] API_VERSIONS_REQUEST =
      ByteBuffer.allocate(14)
          .putInt(10) // bytes to come
          .putShort((short) 18) // ApiVersions
          .putShort((short) 0) // of this version
          .putInt(0) // correlation id
          .putShort((short) -1) // no client id
          .array();

  private TlsPort() {}

  /**
   * Asks the first of the brokers that answers; where none does, Kafka's client will say why. Waits
   * up to two seconds for each.
   *
   * @param properties of a producer
   * @throws IllegalArgumentException if the broker wants TLS and the properties do not, with a
   *     message for the operator
   */
  static void refuseWithoutTls(Map<String, Object> properties) {
    Object protocol = properties.getOrDefault(SECURITY_PROTOCOL_CONFIG, DEFAULT_SECURITY_PROTOCOL);
    if (protocol.toString().contains("SSL")) {
      return;
    }
    for (String server : servers(properties)) {
      OptionalInt answer = firstByteOf(server);
      if (answer.isPresent() && answer.getAsInt() == ALERT) {
        throw new IllegalArgumentException(
            "%s wants TLS, and kafka.%s is %s: set it to SASL_SSL, or without a login to SSL"
                .formatted(server, SECURITY_PROTOCOL_CONFIG, protocol));
      }
      if (answer.isPresent()) {
        return;
      }
    }
  }

  private static Iterable<String> servers(Map<String, Object> properties) {
    String servers = String.valueOf(properties.getOrDefault(BOOTSTRAP_SERVERS_CONFIG, ""));
    return Splitter.on(',').trimResults().omitEmptyStrings().split(servers);
  }

  private static OptionalInt firstByteOf(String server) {
    String host = Utils.getHost(server);
    Integer port = Utils.getPort(server);
    if (host == null || port == null) {
      return OptionalInt.empty();
    }
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(PATIENCE);
      socket.connect(new InetSocketAddress(host, port), PATIENCE);
      socket.getOutputStream().write(API_VERSIONS_REQUEST);
      int first = socket.getInputStream().read();
      return first < 0 ? OptionalInt.empty() : OptionalInt.of(first);
    } catch (IOException e) {
      log.debug("{} does not say whether it wants TLS", server, e);
      return OptionalInt.empty();
    }
  }
}
