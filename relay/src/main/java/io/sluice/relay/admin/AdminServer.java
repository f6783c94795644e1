package io.sluice.relay.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.sluice.relay.LiveConfiguration;
import io.sluice.relay.Relay;
import io.sluice.relay.config.AdminConfig;
import io.sluice.settings.SettingsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators and their tools ask a relay over HTTP: its health, its metrics, how it stands. It
 * has threads of its own. Life cycle: {@link #start}, {@link #close}.
 */
public final class AdminServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AdminServer.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api/v1";
  private static final int BAD_REQUEST = 400;
  private static final int CONFLICT = 409;
  private static final int UNPROCESSABLE = 422;
  private static final int SERVER_ERROR = 500;

  private final Javalin server;

  private AdminServer(Javalin server) {
    this.server = server;
  }

  /**
   * Begins to listen.
   *
   * @throws IOException if the port is taken, or is not this machine's, with a message for the
   *     operator
   */
  public static AdminServer start(AdminConfig config, Relay relay, LiveConfiguration configuration)
      throws IOException {
    RelayView view = new RelayView(relay);
    ConfigEdits edits = new ConfigEdits(configuration, view, relay);
    Javalin server =
        Javalin.create(
            javalin -> configure(javalin, config, view, edits, new PauseRequests(relay)));
    try {
      server.start();
    } catch (JavalinBindException e) {
      throw new IOException(
          "admin.listen: cannot listen on "
              + config.listen()
              + " ("
              + e.getMessage()
              + "); name another port, or none to have no endpoint",
          e);
    }
    String scheme = config.tls().isPresent() ? "https" : "http";
    log.info("admin endpoint at {}://{}:{}", scheme, config.listen().getHost(), server.port());
    return new AdminServer(server);
  }

  private static void configure(
      JavalinConfig javalin,
      AdminConfig config,
      RelayView relay,
      ConfigEdits edits,
      PauseRequests pauses) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.jetty.host = config.listen().getHost();
    javalin.jetty.port = config.listen().getPort();
    config
        .tls()
        .ifPresent(tls -> javalin.jetty.addConnector(new TlsConnector(config.listen(), tls)));
    protect(javalin.routes, new Credentials(config.token()));
    serve(javalin.routes, relay, new RelayMetrics(relay));
    edit(javalin.routes, edits);
    pause(javalin.routes, pauses);
    count(javalin.routes, new QueueCounts(relay.relay()));
    StatusPage.serve(javalin.routes);
    javalin.routes.get(API + "/events", new StatusStream(relay)::serve);
    refuse(javalin.routes);
  }

  /** But for the health: whoever restarts the relay needs no secret for that. */
  private static void protect(RoutesConfig routes, Credentials credentials) {
    routes.before("/metrics", credentials::check);
    routes.before(API + "/*", credentials::check);
  }

  private static void serve(RoutesConfig routes, RelayView relay, RelayMetrics metrics) {
    routes.get("/health/live", context -> context.result("live\n"));
    routes.get("/health/ready", context -> ready(context, relay));
    routes.get("/metrics", context -> metrics(context, metrics));
    routes.get("/openapi.yaml", AdminServer::document);
    routes.get(API + "/destinations", context -> json(context, relay.destinations()));
    routes.get(
        API + "/destinations/{name}/conf",
        context -> json(context, relay.conf(context.pathParam("name"))));
    routes.get(API + "/channels", context -> json(context, relay.channels()));
    routes.get(API + "/conf", context -> json(context, relay.conf()));
    routes.get(API + "/journal", context -> json(context, relay.journal()));
  }

  private static void edit(RoutesConfig routes, ConfigEdits edits) {
    routes.post(API + "/destinations", context -> edits.createDestination(body(context)));
    routes.patch(
        API + "/destinations/{name}",
        context -> edits.updateDestination(context.pathParam("name"), body(context)));
    routes.delete(
        API + "/destinations/{name}",
        context -> edits.deleteDestination(context.pathParam("name")));
    routes.post(API + "/channels", context -> edits.createChannel(body(context)));
    routes.patch(API + "/channels", context -> edits.updateChannel(body(context)));
    routes.delete(API + "/channels", context -> edits.deleteChannel(body(context)));
  }

  private static void pause(RoutesConfig routes, PauseRequests pauses) {
    routes.post(API + "/channels/pause", context -> json(context, pauses.pause(body(context))));
    routes.post(API + "/channels/resume", context -> json(context, pauses.resume(body(context))));
    routes.post(
        API + "/channels/truncate", context -> json(context, pauses.truncate(body(context))));
    routes.post(
        API + "/destinations/{name}/pause",
        context -> pauses.pause(context.pathParam("name"), body(context)));
    routes.post(
        API + "/destinations/{name}/resume",
        context -> pauses.resume(context.pathParam("name"), body(context)));
  }

  private static void count(RoutesConfig routes, QueueCounts counts) {
    routes.get(
        API + "/replog/count",
        context ->
            json(
                context,
                counts.count(
                    context.queryParam("data_center"),
                    required(context, "keyspace"),
                    required(context, "table"),
                    required(context, "destination"))));
  }

  private static String required(Context context, String parameter)
      throws ConfigEdits.ConflictException {
    String value = context.queryParam(parameter);
    if (value == null) {
      throw new ConfigEdits.ConflictException(parameter + ": missing");
    }
    return value;
  }

  private static void refuse(RoutesConfig routes) {
    routes.exception(
        ConfigEdits.ConflictException.class,
        (e, context) -> problems(context, CONFLICT, List.of(e.getMessage())));
    routes.exception(
        SettingsException.class, (e, context) -> problems(context, UNPROCESSABLE, e.problems()));
    routes.exception(
        JsonProcessingException.class,
        (e, context) -> problems(context, BAD_REQUEST, List.of("the body is no JSON object")));
    routes.exception(
        IOException.class, (e, context) -> problems(context, SERVER_ERROR, List.of(failure(e))));
  }

  private static String failure(IOException e) {
    return e instanceof AccessDeniedException denied
        ? "the relay's user may not write "
            + denied.getFile()
            + "; give it the directory, or put this into relay.yaml"
        : "cannot write: " + e;
  }

  private static Map<String, Object> body(Context context) throws JsonProcessingException {
    Map<String, Object> body =
        JSON.readValue(context.body(), new TypeReference<LinkedHashMap<String, Object>>() {});
    return body == null ? Map.of() : body;
  }

  private static void problems(Context context, int status, List<String> problems) {
    try {
      json(context.status(status), Map.of("problems", problems));
    } catch (IOException e) {
      throw new IllegalStateException("texts can be written as JSON", e);
    }
  }

  /** It is, from its start on, while it is not about to end. */
  private static void ready(Context context, RelayView relay) {
    context.status(relay.isReady() ? 200 : 503).result(relay.isReady() ? "ready\n" : "failed\n");
  }

  private static void document(Context context) {
    context
        .contentType("application/yaml")
        .result(AdminServer.class.getResourceAsStream("/openapi.yaml"));
  }

  private static void metrics(Context context, RelayMetrics metrics) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    metrics.write(text);
    context.contentType(PrometheusTextFormatWriter.CONTENT_TYPE).result(text.toByteArray());
  }

  private static void json(Context context, Object body) throws IOException {
    context.contentType("application/json").result(JSON.writeValueAsBytes(body));
  }

  @Override
  public void close() {
    server.stop();
  }
}
