package io.sluice.relay.publish;

import com.google.common.base.Throwables;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;

/**
 * What an operator has to look at when Kafka takes no records: the key of {@code relay.yaml} that
 * is most likely wrong, or what is not right on the broker.
 */
final class Advice {
  private static final String BROKERS =
      "check that the brokers in kafka.bootstrap.servers are up, and that the topic exists and may"
          + " be written to";

  private final List<Throwable> causes;

  private Advice(Exception reason) {
    causes = Throwables.getCausalChain(reason);
  }

  /** Where nothing is known but that there are no acknowledgements. */
  static String general() {
    return BROKERS;
  }

  /** Where brokers or the client refuse connections, and Kafka's client keeps to itself why. */
  static String onFailedConnections() {
    return "check user and password in kafka.sasl.jaas.config, and with TLS the certificates of"
        + " kafka.ssl.*; both are read again with each attempt";
  }

  /** On a login or a right that is refused, to be put behind what failed; empty on all else. */
  static String ofRights(Exception reason) {
    Advice advice = new Advice(reason);
    boolean refused =
        advice.has(AuthenticationException.class) || advice.has(AuthorizationException.class);
    return refused ? "; " + advice.text() : "";
  }

  /** On a failure to connect, or to send. */
  static String on(Exception reason) {
    return new Advice(reason).text();
  }

  /**
   * A failure in one line: of a connection for TLS with its causes, the last of which is the one
   * that says something.
   */
  static String told(Exception reason) {
    Throwable last = Throwables.getRootCause(reason);
    boolean tls = new Advice(reason).has(SslAuthenticationException.class);
    return tls && last != reason ? reason + ": " + last.getMessage() : reason.toString();
  }

  private String text() {
    if (has(SslAuthenticationException.class)) {
      return onTls();
    }
    if (has(UnsupportedSaslMechanismException.class)) {
      return "set kafka.sasl.mechanism to one that the broker has enabled";
    }
    if (has(SaslAuthenticationException.class)) {
      return "check user and password in kafka.sasl.jaas.config, and kafka.sasl.mechanism; a secret"
          + " from ${file:…} is read again with each attempt";
    }
    if (has(AuthenticationException.class)) {
      return onFailedConnections();
    }
    if (has(TopicAuthorizationException.class)) {
      return "the producer's user needs the right to write to the topic, and to create it unless it"
          + " exists";
    }
    if (has(AuthorizationException.class)) {
      return "the producer's user lacks a right on the brokers; give it IdempotentWrite";
    }
    if (has(TimeoutException.class)) {
      return BROKERS
          + "; and that kafka.security.protocol is the one of that port: a broker hangs up on a"
          + " client that speaks another";
    }
    if (has(IllegalArgumentException.class)) {
      return "the properties under kafka allow no connection now; they are read again with each"
          + " attempt";
    }
    return BROKERS + ", and the keys kafka.ssl.* and kafka.sasl.*";
  }

  private String onTls() {
    if (has(CertificateExpiredException.class)) {
      return "the broker's certificate, or that of its signer, has expired: renew it on the broker";
    }
    if (said("unable to find valid certification path", "path validation", "no trusted")) {
      return "the broker's certificate is of a signer that is not trusted: check"
          + " kafka.ssl.truststore.location, which is read again with each attempt";
    }
    if (said("subject alternative", "no name matching")) {
      return "the broker's certificate is for another host: name the brokers in"
          + " kafka.bootstrap.servers as their certificates do";
    }
    if (said("unrecognized ssl message", "unsupported or unrecognized")) {
      return "that port does not speak TLS: check kafka.security.protocol and the port in"
          + " kafka.bootstrap.servers";
    }
    return "check kafka.ssl.truststore.location, and if the broker asks for a certificate of its"
        + " clients, kafka.ssl.keystore.location";
  }

  private boolean has(Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private boolean said(String... texts) {
    return causes.stream()
        .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
        .anyMatch(message -> List.of(texts).stream().anyMatch(message::contains));
  }
}
