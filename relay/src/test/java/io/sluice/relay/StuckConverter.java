package io.sluice.relay;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.storage.Converter;

/** Waits for a registry that never answers, with no timeout. For one test. */
public final class StuckConverter implements Converter {
  static final CountDownLatch called = new CountDownLatch(1);
  static final CountDownLatch interrupted = new CountDownLatch(1);

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {}

  @Override
  public byte[] fromConnectData(String topic, Schema schema, Object value) {
    called.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw new IllegalStateException(e);
    }
    throw new AssertionError("nobody counts down");
  }

  @Override
  public SchemaAndValue toConnectData(String topic, byte[] value) {
    throw new UnsupportedOperationException("the relay only writes");
  }
}
