package io.sluice.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A signer of certificates for one test, and what it has signed: a key for a server on 127.0.0.1.
 * Made by the JDK's keytool, in PKCS12 files with one password. For one thread.
 */
public final class Certificates {
  /** Of all files. */
  public static final String PASSWORD = "keystore-password";

  private static final List<String> KEY =
      List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30");

  private final Path directory;

  private Certificates(Path directory) {
    this.directory = directory;
  }

  /** Makes a signer, and a key for a server that it has signed. */
  public static Certificates in(Path directory) {
    Certificates certificates = new Certificates(directory);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + directory, e);
    }
    certificates.makeSigner();
    certificates.makeServer();
    return certificates;
  }

  /** Has the signer's certificate: what a client needs to trust the server. */
  public Path truststore() {
    return directory.resolve("truststore.p12");
  }

  /** The signer's certificate itself, in a file without a password. */
  public Path authority() {
    return directory.resolve("signer.cer");
  }

  /** Has the server's key and certificate. */
  public Path keystore() {
    return directory.resolve("server.p12");
  }

  /** Signs the server's certificate anew, for the day before yesterday: it has expired. */
  public void expire() {
    sign("-startdate", "-2d", "-validity", "1");
  }

  /** Signs the server's certificate anew, for today and some more. */
  public void renew() {
    sign("-validity", "30");
  }

  private void makeSigner() {
    keytool(
        signer(), KEY, List.of("-alias", "signer", "-dname", "CN=signer", "-ext", "bc:c=ca:true"));
    keytool(
        signer(),
        List.of("-exportcert", "-alias", "signer", "-file", file("signer.cer")),
        List.of());
    importSigner(truststore());
  }

  private void makeServer() {
    keytool(keystore(), KEY, List.of("-alias", "server", "-dname", "CN=server"));
    importSigner(keystore());
    renew();
  }

  private void importSigner(Path store) {
    keytool(
        store,
        List.of("-importcert", "-noprompt", "-alias", "signer"),
        List.of("-file", file("signer.cer")));
  }

  private void sign(String... time) {
    keytool(
        keystore(),
        List.of("-certreq", "-alias", "server", "-file", file("server.csr")),
        List.of());
    keytool(
        signer(),
        List.of(
            "-gencert",
            "-alias",
            "signer",
            "-infile",
            file("server.csr"),
            "-outfile",
            file("server.cer"),
            "-ext",
            "san=ip:127.0.0.1"),
        List.of(time));
    keytool(
        keystore(),
        List.of("-importcert", "-noprompt", "-alias", "server"),
        List.of("-file", file("server.cer")));
  }

  private Path signer() {
    return directory.resolve("signer.p12");
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private static void keytool(Path store, List<String> command, List<String> more) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(command);
    line.addAll(more);
    Collections.addAll(line, "-keystore", store.toString(), "-storepass", PASSWORD);
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool " + command + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run keytool", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
