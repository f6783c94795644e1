package io.sluice.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts of the relay's image. */
class RelayImageTest {
  private static final String HEALTHY = "deploy/docker/relay/healthy";

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({"200, 0", "503, 1"})
  void isHealthyAsTheRelaySays(int status, int exitCode) throws Exception {
    HttpServer server = relay(status);
    try {
      Command healthy = Command.run(port(server.getAddress().getPort()), HEALTHY);

      assertThat(healthy.exitCode()).as(healthy.output()).isEqualTo(exitCode);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void isNotHealthyWithoutARelay() throws Exception {
    HttpServer server = relay(200);
    int free = server.getAddress().getPort();
    server.stop(0);

    assertThat(Command.run(port(free), HEALTHY).exitCode()).isNotZero();
  }

  @Test
  void commandsHaveTheTokenOfTheFile() throws Exception {
    assertThat(sluice(Map.of(), "destination", "list"))
        .isEqualTo("from the file: destination list\n");
  }

  @Test
  void aTokenThatIsGivenComesFirst() throws Exception {
    assertThat(sluice(Map.of("SLUICE_TOKEN", "given"), "channel")).isEqualTo("given: channel\n");
  }

  @Test
  void theRelayHasNoTokenInItsEnvironment() throws Exception {
    assertThat(sluice(Map.of(), "relay", "--config", "a b"))
        .isEqualTo("none: relay --config a b\n");
  }

  @Test
  void withoutAFileCommandsHaveNone() throws Exception {
    assertThat(sluice(Map.of("SLUICE_TOKEN_FILE", home + "/missing"), "conf"))
        .isEqualTo("none: conf\n");
  }

  private static HttpServer relay(int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static Map<String, String> port(int port) {
    return Map.of("SLUICE_PORT", Integer.toString(port));
  }

  /** What a program in the place of the real one gets. */
  private String sluice(Map<String, String> environment, String... arguments) throws Exception {
    Path bin = Files.createDirectories(home.resolve("bin"));
    Path program =
        Files.writeString(bin.resolve("sluice"), "#!/bin/sh\necho \"${SLUICE_TOKEN:-none}: $*\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Path token = Files.writeString(home.resolve("token"), "from the file\n");
    Map<String, String> all =
        new HashMap<>(
            Map.of("SLUICE_HOME", home.toString(), "SLUICE_TOKEN_FILE", token.toString()));
    all.putAll(environment);
    String[] words = new String[arguments.length + 1];
    words[0] = "deploy/docker/relay/sluice";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return Command.run(all, words).output();
  }
}
