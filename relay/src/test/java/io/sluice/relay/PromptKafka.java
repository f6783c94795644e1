package io.sluice.relay;

import static java.util.stream.Collectors.joining;

import io.sluice.relay.change.Header;
import io.sluice.relay.change.Outgoing;
import io.sluice.relay.publish.SendRefusedException;
import io.sluice.relay.publish.Sender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.errors.TimeoutException;

/** Takes and acknowledges every record at once, unless it is down or refuses the value. */
final class PromptKafka implements Sender.Factory {
  volatile boolean down;

  /** While set, records are taken over and never answered. */
  volatile boolean silent;

  /** Run before each record is taken over. */
  volatile Runnable taking = () -> {};

  private final Map<String, Exception> refused = new ConcurrentHashMap<>();
  private final List<String> headers = new CopyOnWriteArrayList<>();
  private final List<String> records = new CopyOnWriteArrayList<>();

  @Override
  public Sender open() {
    return new Sender() {
      @Override
      public void send(Outgoing record, Completion completion) throws SendRefusedException {
        if (down) {
          throw new SendRefusedException(new TimeoutException("down"));
        }
        for (Map.Entry<String, Exception> refusal : refused.entrySet()) {
          if (text(record.value()).contains("\"" + refusal.getKey() + "\"")) {
            throw new SendRefusedException(refusal.getValue());
          }
        }
        taking.run();
        headers.add(record.headers().stream().map(PromptKafka::text).collect(joining(" ")));
        records.add(record.topic() + " " + text(record.key()) + " " + text(record.value()));
        if (!silent) {
          completion.complete(null);
        }
      }

      @Override
      public void close(Duration patience) {}
    };
  }

  /** Has it refuse every record with a value. */
  void refuse(String value, Exception reason) {
    refused.put(value, reason);
  }

  /** It refuses no value any more. */
  void takeAll() {
    refused.clear();
  }

  /** Each as {@code topic key value}. */
  List<String> records() {
    return List.copyOf(records);
  }

  /** Of each record, as {@code name=value name=value}. */
  List<String> headers() {
    return List.copyOf(headers);
  }

  private static String text(Header header) {
    return header.name() + "=" + header.value();
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
  }
}
