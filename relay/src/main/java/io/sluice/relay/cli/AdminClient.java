package io.sluice.relay.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.net.UrlEscapers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import picocli.CommandLine.Option;

/** The way to a relay that runs, for commands that ask it. */
final class AdminClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(10);

  /** A destination that is changed is stopped first, which takes 26 s at most. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:SLUICE_URL:-http://127.0.0.1:9464}",
      description =
          "Where the relay is: its key admin.listen. Default: the variable SLUICE_URL, or"
              + " http://127.0.0.1:9464.")
  private URI url;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:SLUICE_TOKEN}",
      description = "Its key admin.token, if it has one. Default: the variable SLUICE_TOKEN.")
  private String token;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      defaultValue = "${env:SLUICE_CA}",
      description =
          "The certificate that its key admin.keystore has, or who signed it, as a PEM file: for an"
              + " address with https. Default: the variable SLUICE_CA, or those that Java trusts.")
  private Path authority;

  /**
   * Asks the relay.
   *
   * @param path below its API
   * @throws AdminException if it does not answer, or refuses
   */
  JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(answer(request(path).build()));
  }

  /**
   * Has the relay change something.
   *
   * @param method of HTTP
   * @param body to be sent as JSON
   * @return the answer, which may be missing
   * @throws AdminException if it does not answer, or refuses
   */
  JsonNode change(String method, String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    return JSON.readTree(
        answer(
            request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build()));
  }

  /** The path of a destination. */
  static String destination(String name) {
    return "/destinations/" + UrlEscapers.urlPathSegmentEscaper().escape(name);
  }

  private HttpRequest.Builder request(String path) throws AdminException {
    if (url.getScheme() == null || !url.getScheme().startsWith("http")) {
      throw new AdminException(
          "--url: " + url + " is no address of a relay; write for example http://127.0.0.1:9464");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve("/api/v1" + path)).timeout(PATIENCE);
    if (token != null && !token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private byte[] answer(HttpRequest request) throws IOException, InterruptedException {
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(CONNECT_PATIENCE);
    if (authority != null && !authority.toString().isEmpty()) {
      client.sslContext(Authority.of(authority));
    }
    HttpResponse<byte[]> response;
    try {
      response = client.build().send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw new AdminException(
          "no relay answers at " + url + "; start it, or name another one with --url");
    } catch (SSLException e) {
      throw new AdminException(
          "the relay at "
              + url
              + " is not trusted, or speaks no TLS ("
              + e.getMessage()
              + "); give who signed its certificate with --ca");
    }
    if (response.statusCode() >= 400) {
      throw new AdminException(refusal(response));
    }
    return response.body();
  }

  private String refusal(HttpResponse<byte[]> response) {
    if (response.statusCode() == 401) {
      return "the relay at " + url + " wants a token; give its key admin.token with --token";
    }
    List<String> problems = new ArrayList<>();
    try {
      JSON.readTree(response.body()).path("problems").forEach(one -> problems.add(one.asText()));
    } catch (IOException e) {
      problems.clear(); // an answer of something else
    }
    if (problems.isEmpty()) {
      String words = new String(response.body(), StandardCharsets.UTF_8).strip();
      problems.add(
          "the relay at %s answers with status %d: %s"
              .formatted(url, response.statusCode(), words.isEmpty() ? "nothing else" : words));
    }
    return String.join("\n  ", problems);
  }
}
