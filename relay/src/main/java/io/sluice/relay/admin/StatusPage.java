package io.sluice.relay.admin;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.InputStream;

/** The files of the status page, which hold no data. */
final class StatusPage {
  /** Nothing but its own files, and no frame around it. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private StatusPage() {}

  static void serve(RoutesConfig routes) {
    routes.get("/", context -> file(context, "index.html", "text/html"));
    routes.get("/status.css", context -> file(context, "status.css", "text/css"));
    routes.get("/status.js", context -> file(context, "status.js", "text/javascript"));
    routes.get("/relay.js", context -> file(context, "relay.js", "text/javascript"));
    routes.get("/view.js", context -> file(context, "view.js", "text/javascript"));
  }

  private static void file(Context context, String name, String type) {
    InputStream file = StatusPage.class.getResourceAsStream("/status/" + name);
    context
        .contentType(type + "; charset=utf-8")
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-cache")
        .result(file);
  }
}
