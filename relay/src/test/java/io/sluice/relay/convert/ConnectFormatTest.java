package io.sluice.relay.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.relay.change.ConverterUnavailableException;
import io.sluice.relay.change.UndeliverableChangeException;
import io.sluice.relay.convert.Clients.DumbException;
import io.sluice.relay.convert.Clients.ErrorException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;

class ConnectFormatTest {
  private static final Duration ONE_DAY = Duration.ofDays(1);

  @Test
  void onlyJsonWithoutSchemasTakesMaps() {
    assertThat(json(Map.of("schemas.enable", "false")).structs()).isFalse();
    assertThat(json(Map.of("schemas.enable", false)).structs()).isFalse();
    assertThat(json(Map.of("schemas.enable", "true")).structs()).isTrue();
    assertThat(json(Map.of()).structs()).isTrue();
    assertThat(
            ConnectFormat.of("fake", failing(null), Map.of("schemas.enable", "false"), ONE_DAY)
                .structs())
        .isTrue();
  }

  private static ConnectFormat json(Map<String, ?> properties) {
    return ConnectFormat.of("fake", new JsonConverter(), properties, ONE_DAY);
  }

  @Test
  void whatAConverterRefusesIsUndeliverable() {
    RuntimeException failure = new DataException("not this");
    assertThatThrownBy(() -> serialize(failure, ONE_DAY))
        .isInstanceOf(UndeliverableChangeException.class)
        .hasMessage("fake refuses a record for topic demo-topic")
        .hasCause(failure);
  }

  @Test
  void anErrorIsAFailureLikeAnyOther() {
    Error deep = new StackOverflowError();
    assertThatThrownBy(() -> serialize(deep, ONE_DAY))
        .isInstanceOf(UndeliverableChangeException.class)
        .hasCause(deep);
    Error missing = new NoClassDefFoundError("com/example/Missing");
    assertThatThrownBy(() -> serialize(missing, ONE_DAY))
        .isInstanceOf(ConverterUnavailableException.class)
        .hasMessageContaining("(NoClassDefFoundError)");
    assertThatThrownBy(() -> serialize(missing, Duration.ZERO))
        .isInstanceOf(UndeliverableChangeException.class)
        .hasCause(missing);
  }

  @Test
  void aCheckedExceptionThatNobodyDeclaredIsAFailureLikeAnyOther() {
    Exception failure = new SocketException("reset");
    assertThatThrownBy(() -> serialize(failure, ONE_DAY))
        .isInstanceOf(ConverterUnavailableException.class)
        .hasCause(failure);
  }

  @Test
  void theJvmsOwnTroubleEndsTheRelay() {
    Error failure = new OutOfMemoryError("made up");
    assertThatThrownBy(() -> serialize(failure, Duration.ZERO)).isSameAs(failure);
  }

  @Test
  void aRegistryThatDoesNotAnswerIsWaitedForWhateverThePatience() {
    for (Duration patience : List.of(Duration.ZERO, ONE_DAY)) {
      assertThatThrownBy(() -> serialize(new DataException(new ErrorException(null)), patience))
          .isInstanceOf(ConverterUnavailableException.class)
          .hasMessage("fake gets no answer of its registry (ErrorException)");
    }
  }

  @Test
  void whatIsUnclearIsAPatienceLongNotTheRecordsFault() {
    RuntimeException failure = new DataException(new DumbException());
    assertThatThrownBy(() -> serialize(failure, ONE_DAY))
        .isInstanceOf(ConverterUnavailableException.class)
        .hasMessage(
            "fake failed (DumbException), which may be its registry's fault or the record's")
        .hasCause(failure);
    assertThatThrownBy(() -> serialize(failure, Duration.ZERO))
        .isInstanceOf(UndeliverableChangeException.class)
        .hasMessage("fake refuses a record for topic demo-topic")
        .hasCause(failure);
  }

  @Test
  void patienceIsOfEachTableAndBeginsAnewWhenItsFailureIsKnown() {
    AtomicLong now = new AtomicLong();
    AtomicReference<RuntimeException> failure = new AtomicReference<>(new DumbException());
    ConnectFormat format = patient(failure, now);
    Class<?> waits = ConverterUnavailableException.class;
    Class<?> refused = UndeliverableChangeException.class;

    assertThatThrownBy(() -> serialize(format, "a")).isInstanceOf(waits);
    now.addAndGet(ONE_DAY.toNanos());
    assertThatThrownBy(() -> serialize(format, "b")).isInstanceOf(waits);
    assertThatThrownBy(() -> serialize(format, "a")).isInstanceOf(refused);

    failure.set(new ErrorException(null));
    assertThatThrownBy(() -> serialize(format, "a")).isInstanceOf(waits);
    failure.set(new DumbException());
    assertThatThrownBy(() -> serialize(format, "a")).isInstanceOf(waits);
    now.addAndGet(ONE_DAY.toNanos());
    assertThatThrownBy(() -> serialize(format, "a")).isInstanceOf(refused);

    failure.set(null);
    serialize(format, "a");
    failure.set(new DumbException());
    assertThatThrownBy(() -> serialize(format, "a")).isInstanceOf(waits);
  }

  private static ConnectFormat patient(AtomicReference<RuntimeException> failure, AtomicLong now) {
    Formats.FakeConverter converter =
        new Formats.FakeConverter() {
          @Override
          public byte[] fromConnectData(String topic, Schema schema, Object value) {
            if (failure.get() != null) {
              throw failure.get();
            }
            return new byte[0];
          }
        };
    return ConnectFormat.of("fake", converter, Map.of(), new Patience(ONE_DAY, now::get));
  }

  private static void serialize(ConnectFormat format, String topic) {
    format.serialize(topic, Schema.STRING_SCHEMA, "value");
  }

  private static void serialize(Throwable failure, Duration patience) {
    ConnectFormat.of("fake", failing(failure), Map.of(), patience)
        .serialize("demo-topic", Schema.STRING_SCHEMA, "value");
  }

  private static Formats.FakeConverter failing(Throwable failure) {
    return new Formats.FakeConverter() {
      @Override
      public byte[] fromConnectData(String topic, Schema schema, Object value) {
        ConnectFormatTest.<RuntimeException>fail(failure);
        return new byte[0];
      }
    };
  }

  /** Has the compiler take any failure for one that need not be declared. */
  @SuppressWarnings("unchecked") // the cast is the very trick, as Kotlin's and Scala's is
  private static <E extends Throwable> void fail(Throwable failure) throws E {
    throw (E) failure;
  }
}
