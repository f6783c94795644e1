package io.sluice.relay.convert;

import static io.sluice.relay.convert.Fault.RECORD;
import static io.sluice.relay.convert.Fault.REGISTRY;
import static io.sluice.relay.convert.Fault.UNCLEAR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.sluice.relay.convert.Clients.DumbException;
import io.sluice.relay.convert.Clients.ErrorException;
import io.sluice.relay.convert.Clients.StatusException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.errors.SchemaBuilderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {

  @Test
  void aNetworkThatFailsIsTheRegistrys() {
    assertFault(REGISTRY, wrapped(new ConnectException("refused")));
    assertFault(REGISTRY, wrapped(new SocketTimeoutException("late")));
    assertFault(REGISTRY, new IllegalStateException(new InterruptedException()));
    assertFault(REGISTRY, new UncheckedIOException(new ClosedChannelException()));
    assertFault(REGISTRY, wrapped(new IOException(new EOFException("in the middle of an answer"))));
    assertFault(REGISTRY, new RuntimeException(new HttpConnectTimeoutException("late")));
    assertFault(
        REGISTRY,
        new DataException(new ExecutionException(new java.util.concurrent.TimeoutException())));
  }

  @Test
  void whatAConverterCallsWorthAnotherTryIsSo() {
    assertFault(REGISTRY, new RetriableException("later"));
    assertFault(REGISTRY, new NetworkException("later"));
    assertFault(REGISTRY, new DataException(new TimeoutException("later")));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void aStatusMaySayLater(int status) {
    assertFault(REGISTRY, wrapped(new StatusException(status, status * 100 + 1)));
    assertFault(REGISTRY, new RuntimeException(new ErrorException(status)));
  }

  @Test
  void noStatusIsNoAnswer() {
    assertFault(REGISTRY, new RuntimeException(new ErrorException(null)));
    assertFault(REGISTRY, new ErrorException(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 413, 422})
  void aStatusMayRefuseTheRecordsSchema(int status) {
    assertFault(RECORD, wrapped(new StatusException(status, status * 100 + 1)));
    assertFault(RECORD, new RuntimeException(new ErrorException(status)));
    assertFault(RECORD, new ConfigException("incompatible; error code: " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 403, 404, 40403})
  void aStatusMaySayNothingOfTheRecord(int code) {
    assertFault(UNCLEAR, wrapped(new StatusException(code, code)));
    assertFault(UNCLEAR, new ConfigException("not so; error code: " + code));
  }

  @Test
  void aStatusThatCannotBeAskedForIsNotNoAnswer() {
    assertFault(UNCLEAR, Clients.hidden());
    assertFault(RECORD, new RuntimeException(Clients.halfKnown(422)));
  }

  @Test
  void dataThatDoesNotFitIsTheRecords() {
    assertFault(RECORD, new DataException("not this"));
    assertFault(RECORD, new SchemaBuilderException("nor that"));
    assertFault(RECORD, new DataException(new NullPointerException()));
    assertFault(RECORD, new DataException("a value that says: ; error code: 503"));
  }

  @Test
  void dataThatIsNestedTooDeepIsTheRecords() {
    assertFault(RECORD, new StackOverflowError());
  }

  @Test
  void classesThatAreMissingSayNothingOfTheRecord() {
    assertFault(UNCLEAR, new NoClassDefFoundError("com/example/Missing"));
    assertFault(UNCLEAR, new ExceptionInInitializerError(new NullPointerException()));
    assertFault(UNCLEAR, new DataException(new NoSuchMethodError("of another version")));
    assertFault(UNCLEAR, new AssertionError("never"));
  }

  @Test
  void whatSaysNothingIsUnclear() {
    assertFault(UNCLEAR, new DumbException());
    assertFault(UNCLEAR, new DataException("failed", new DumbException()));
    assertFault(UNCLEAR, wrapped(new IOException("incompatible?")));
    assertFault(UNCLEAR, wrapped(new JsonParseException(null, "an answer that is no JSON")));
    assertFault(UNCLEAR, new IllegalStateException("no instance is up"));
    assertFault(UNCLEAR, new IllegalArgumentException("no such URL"));
    assertFault(UNCLEAR, new ConfigException("what?"));
  }

  private static RuntimeException wrapped(Exception cause) {
    return new DataException("failed", new SerializationException("failed", cause));
  }

  private static void assertFault(Fault expected, Throwable failure) {
    assertThat(Fault.of(failure)).as("%s", failure).isEqualTo(expected);
  }
}
