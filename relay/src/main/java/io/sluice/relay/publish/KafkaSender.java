package io.sluice.relay.publish;

import io.sluice.relay.change.Header;
import io.sluice.relay.change.Outgoing;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Sender} over Kafka's own producer. */
public final class KafkaSender implements Sender {
  private static final Logger log = LoggerFactory.getLogger(KafkaSender.class);

  private final Producer<byte[], byte[]> producer;
  private double authenticationFailures;

  KafkaSender(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Opens senders.
   *
   * @param properties asked for each sender: as {@code ProducerConfig} names them, without
   *     serializers; IllegalArgumentException says why there are none now
   * @param topic the one that all records go to, if it is known: a new sender looks for it at once,
   *     so that the first record does not have to wait for that
   */
  public static Factory factory(Supplier<Map<String, Object>> properties, Optional<String> topic) {
    return () -> {
      try {
        Map<String, Object> now = properties.get();
        TlsPort.refuseWithoutTls(now);
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(now, new ByteArraySerializer(), new ByteArraySerializer());
        topic.ifPresent(name -> lookFor(name, producer));
        return new KafkaSender(producer);
      } catch (KafkaException e) {
        throw new SendRefusedException(e.getCause() instanceof KafkaException cause ? cause : e);
      } catch (IllegalArgumentException e) {
        throw new SendRefusedException(e);
      }
    };
  }

  /** In a thread of its own: it blocks for as long as no broker answers. */
  private static void lookFor(String topic, Producer<byte[], byte[]> producer) {
    Thread thread = new Thread(() -> lookFor(producer, topic), "sluice-look-for-" + topic);
    thread.setDaemon(true);
    thread.start();
  }

  private static void lookFor(Producer<byte[], byte[]> producer, String topic) {
    try {
      producer.partitionsFor(topic);
    } catch (KafkaException e) {
      log.debug("topic {} was not found ahead of its first record, which will say why", topic, e);
    }
  }

  @Override
  public void send(Outgoing record, Completion completion) throws SendRefusedException {
    send(kafkaRecord(record), completion);
  }

  void send(ProducerRecord<byte[], byte[]> record, Completion completion)
      throws SendRefusedException {
    Attempt attempt = new Attempt(completion);
    try {
      // Its future says nothing that the callback does not.
      var unused = producer.send(record, (metadata, e) -> attempt.complete(e));
    } catch (KafkaException | IllegalStateException e) {
      throw new SendRefusedException(e);
    }
    attempt.throwIfRefused();
  }

  @Override
  public boolean failedToAuthenticate() {
    double failures = 0;
    for (Metric metric : producer.metrics().values()) {
      if (metric.metricName().name().equals("failed-authentication-total")) {
        failures += (Double) metric.metricValue();
      }
    }
    boolean more = failures > authenticationFailures;
    authenticationFailures = failures;
    return more;
  }

  @Override
  public void close(Duration patience) {
    producer.close(patience);
  }

  private static ProducerRecord<byte[], byte[]> kafkaRecord(Outgoing outgoing) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            outgoing.topic(), null, outgoing.timestampMillis(), outgoing.key(), outgoing.value());
    for (Header header : outgoing.headers()) {
      record.headers().add(header.name(), header.bytes());
    }
    return record;
  }

  /**
   * Tells apart the two ways in which the producer calls back: from within {@code send}, on the
   * caller's thread, for a record that it did not take over; and from its own thread for one that
   * it did.
   */
  private static final class Attempt {
    private final Thread caller = Thread.currentThread();
    private final Completion completion;
    private Exception refusal; // only the caller's thread touches it

    Attempt(Completion completion) {
      this.completion = completion;
    }

    void complete(Exception failure) {
      if (Thread.currentThread() == caller) {
        refusal = failure;
      } else {
        completion.complete(failure);
      }
    }

    void throwIfRefused() throws SendRefusedException {
      if (refusal != null) {
        throw new SendRefusedException(refusal);
      }
    }
  }
}
