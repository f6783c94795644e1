package io.sluice.relay.report;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RepeatedWarningTest {
  private final Logger log = (Logger) LoggerFactory.getLogger(RepeatedWarningTest.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final AtomicLong now = new AtomicLong();
  private final RepeatedWarning warning = new RepeatedWarning(log, now::get, Optional.empty());

  @BeforeEach
  void listen() {
    lines.start();
    log.setAdditive(false);
    log.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(lines);
    log.setAdditive(true);
  }

  @Test
  void theFirstIsLoggedAndTheRestCounted() {
    for (int i = 0; i < 4; i++) {
      warning.warn("broker away");
    }
    assertThat(messages()).containsExactly("broker away");

    now.addAndGet(Duration.ofSeconds(30).toNanos());
    warning.warn("broker away");
    assertThat(messages()).last().isEqualTo("broker away (3 more like this before it)");
  }

  @Test
  void theEndIsLoggedOnceAndMakesTheNextOneTheFirst() {
    warning.over("back");
    warning.warn("away");
    warning.over("back");
    warning.over("back");
    warning.warn("away");
    assertThat(messages()).containsExactly("away", "back", "away");
  }

  private List<String> messages() {
    return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
