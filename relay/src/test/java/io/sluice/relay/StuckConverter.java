package io.sluice.relay;

import com.google.common.util.concurrent.Uninterruptibles;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;

/**
 * Waits for a registry that never answers, with no timeout. When it is interrupted, it goes on
 * waiting until all that a test {@link #expect}s are.
 */
public final class StuckConverter implements Converter {
  static volatile CountDownLatch called;
  static volatile CountDownLatch interrupted;

  static void expect(int converters) {
    called = new CountDownLatch(converters);
    interrupted = new CountDownLatch(converters);
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {}

  @Override
  public byte[] fromConnectData(String topic, Schema schema, Object value) {
    called.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      Uninterruptibles.awaitUninterruptibly(interrupted);
      throw new IllegalStateException(e);
    }
    throw new AssertionError("nobody counts down");
  }

  @Override
  public SchemaAndValue toConnectData(String topic, byte[] value) {
    throw new UnsupportedOperationException("the relay only writes");
  }
}
