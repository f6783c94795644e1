package io.sluice.tests.harness;

import io.sluice.sandbox.Certificates;
import io.sluice.sandbox.SecurePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a relay needs of a {@link SecurePort}, with its secrets in a file and a variable, which a
 * test may get wrong and mend.
 */
public final class SecureClient {
  /** To be set where the relay is started, to {@link Certificates#PASSWORD}. */
  public static final String TRUSTSTORE_PASSWORD = "TRUSTSTORE_PASSWORD";

  private final SecurePort port;
  private final Path directory;

  /** Files that are all right, in a directory of their own. */
  public SecureClient(SecurePort port, Path directory) {
    this.port = port;
    this.directory = directory;
    password(port.password());
    trust(port.certificates());
  }

  /** Replaces the file with the password. */
  public void password(String password) {
    try {
      Files.writeString(directory.resolve("password"), password + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + directory, e);
    }
  }

  /** Replaces the truststore by one with that signer. */
  public void trust(Certificates certificates) {
    Path truststore = directory.resolve("truststore.p12");
    try {
      Files.copy(certificates.truststore(), truststore, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + directory, e);
    }
  }

  /** The properties of its producer. */
  public Map<String, String> kafka() {
    Map<String, String> kafka = new LinkedHashMap<>();
    kafka.put("bootstrap.servers", port.bootstrap());
    kafka.put("security.protocol", "SASL_SSL");
    kafka.put("sasl.mechanism", SecurePort.MECHANISM);
    kafka.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"${file:%s}\";"
            .formatted(port.user(), directory.resolve("password")));
    kafka.put("ssl.truststore.location", directory.resolve("truststore.p12").toString());
    kafka.put("ssl.truststore.password", "${env:" + TRUSTSTORE_PASSWORD + "}");
    return kafka;
  }
}
