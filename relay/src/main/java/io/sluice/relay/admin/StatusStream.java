package io.sluice.relay.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.javalin.http.ServiceUnavailableResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who look at the status page how the relay stands, once a second, as server-sent
 * events. Each of them has a thread of the server, so that a slow one holds up nobody; there are
 * few at a time.
 */
final class StatusStream {
  private static final Logger log = LoggerFactory.getLogger(StatusStream.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_LISTENERS = 16;
  private static final long INTERVAL_MILLIS = 1000;

  private final Semaphore room = new Semaphore(MOST_LISTENERS);
  private final RelayView relay;

  StatusStream(RelayView relay) {
    this.relay = relay;
  }

  /** Goes on until the listener leaves. */
  void serve(Context context) {
    if (!room.tryAcquire()) {
      throw new ServiceUnavailableResponse(
          MOST_LISTENERS + " pages look at this relay already; close one");
    }
    try {
      context.contentType("text/event-stream; charset=utf-8").header("Cache-Control", "no-store");
      tell(context.res().getOutputStream());
    } catch (IOException e) {
      log.debug("who looked at the status page has left", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      room.release();
    }
  }

  private void tell(OutputStream listener) throws IOException, InterruptedException {
    while (true) {
      String event = "event: status\ndata: " + JSON.writeValueAsString(relay.status()) + "\n\n";
      listener.write(event.getBytes(StandardCharsets.UTF_8));
      listener.flush();
      TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
    }
  }
}
