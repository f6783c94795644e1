package io.sluice.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.cassandra.config.DatabaseDescriptor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NodeIdentityTest {
  @BeforeAll
  static void initialize() {
    Cql.initialize();
  }

  static Stream<Arguments> timeouts() {
    return Stream.of(
        timeout(DatabaseDescriptor::getWriteRpcTimeout, DatabaseDescriptor::setWriteRpcTimeout),
        timeout(
            DatabaseDescriptor::getCounterWriteRpcTimeout,
            DatabaseDescriptor::setCounterWriteRpcTimeout),
        timeout(
            DatabaseDescriptor::getCasContentionTimeout,
            DatabaseDescriptor::setCasContentionTimeout),
        timeout(DatabaseDescriptor::getReadRpcTimeout, DatabaseDescriptor::setReadRpcTimeout));
  }

  private static Arguments timeout(ToLongFunction<TimeUnit> getter, LongConsumer setter) {
    return Arguments.of(getter, setter);
  }

  @ParameterizedTest
  @MethodSource("timeouts")
  void theTimeoutIsTheLongestThatAWriteMayRunInto(
      ToLongFunction<TimeUnit> getter, LongConsumer setter) {
    long before = getter.applyAsLong(TimeUnit.MILLISECONDS);
    try {
      setter.accept(60_000);

      assertThat(NodeIdentity.header().getWriteTimeoutMillis()).isEqualTo(60_000);
    } finally {
      setter.accept(before);
    }
  }
}
