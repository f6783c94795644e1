package io.sluice.relay.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/**
 * With what the endpoint proves to be itself.
 *
 * @param keystore PKCS12 or JKS, with a certificate and its key
 */
public record TlsConfig(Path keystore, String password) {

  /**
   * Reads the keystore, to see whether it can be used.
   *
   * @throws IOException if it is not there, or cannot be read, or not with the password
   */
  void check() throws IOException {
    if (!Files.isRegularFile(keystore)) {
      throw new IOException("there is no such file");
    }
    try {
      KeyStore.getInstance(keystore.toFile(), password.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return keystore.toString();
  }
}
