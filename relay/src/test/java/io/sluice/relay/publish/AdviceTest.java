package io.sluice.relay.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertificateExpiredException;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.junit.jupiter.api.Test;

class AdviceTest {
  @Test
  void aRefusedRightIsToldWhereverItShows() {
    Exception refused =
        new KafkaException("no", new TopicAuthorizationException(Set.of("demo-topic")));
    assertThat(Advice.ofRights(refused)).contains("right to write to the topic");
    assertThat(Advice.ofRights(new KafkaException("fenced"))).isEmpty();
  }

  @Test
  void aRefusedLoginLeadsToItsKeys() {
    assertThat(Advice.on(new SaslAuthenticationException("invalid credentials")))
        .contains("kafka.sasl.jaas.config", "kafka.sasl.mechanism");
    assertThat(Advice.on(new KafkaException("error", new SaslAuthenticationException("invalid"))))
        .as("said of a producer that is in an error state")
        .contains("kafka.sasl.jaas.config");
    assertThat(Advice.on(new UnsupportedSaslMechanismException("PLAIN is not enabled")))
        .startsWith("set kafka.sasl.mechanism");
  }

  @Test
  void connectionsThatFailForAReasonNobodyTellsLeadToLoginAndCertificates() {
    assertThat(Advice.on(new AuthenticationException("connections fail")))
        .isEqualTo(Advice.onFailedConnections())
        .contains("kafka.sasl.jaas.config", "kafka.ssl.*");
  }

  @Test
  void aFailedHandshakeLeadsToWhatItIsAbout() {
    assertThat(
            onTls(
                new SSLHandshakeException(
                    "PKIX path building failed: unable to find valid certification path")))
        .contains("kafka.ssl.truststore.location");
    Exception expired = new SSLHandshakeException("PKIX path validation failed");
    expired.initCause(new CertificateExpiredException("NotAfter: yesterday"));
    assertThat(onTls(expired)).contains("has expired");
    assertThat(onTls(new SSLHandshakeException("No subject alternative names present")))
        .contains("kafka.bootstrap.servers");
    assertThat(onTls(new SSLException("Unsupported or unrecognized SSL message")))
        .contains("kafka.security.protocol");
    assertThat(onTls(new SSLHandshakeException("Received fatal alert: certificate_required")))
        .contains("kafka.ssl.keystore.location");
  }

  @Test
  void silenceMayBeAProtocolThatDoesNotFit() {
    assertThat(Advice.on(new TimeoutException("Topic t not present in metadata")))
        .contains("kafka.bootstrap.servers", "kafka.security.protocol");
  }

  @Test
  void aMissingRightIsNamed() {
    assertThat(Advice.on(new TopicAuthorizationException("t"))).contains("write to the topic");
    assertThat(Advice.on(new ClusterAuthorizationException("no"))).contains("IdempotentWrite");
  }

  @Test
  void ofAHandshakeTheLastCauseIsToldToo() {
    Exception failure =
        new SslAuthenticationException("SSL handshake failed", new Exception("PKIX"));
    assertThat(Advice.told(failure)).endsWith("SSL handshake failed: PKIX");
    assertThat(Advice.told(new KafkaException("outer", new Exception("inner")))).endsWith("outer");
  }

  private static String onTls(Exception cause) {
    return Advice.on(new SslAuthenticationException("SSL handshake failed", cause));
  }
}
