package io.sluice.tests.harness;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.KafkaFuture;

/** Transactions as one broker has them. For one thread. */
public final class Transactions implements AutoCloseable {
  private final Admin admin;

  public Transactions(String bootstrap) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
  }

  /** Whether a relay has one open for a destination. */
  public boolean isOpen(String destination) {
    return get(admin.listTransactions().all()).stream()
        .filter(transaction -> transaction.transactionalId().endsWith("-" + destination))
        .anyMatch(transaction -> transaction.state() == TransactionState.ONGOING);
  }

  /** Has the broker leave a version of its protocol of transactions for the one before. */
  public void downgradeTo(int version) {
    setVersion(version, UpgradeType.SAFE_DOWNGRADE);
  }

  /** Has the broker use a newer version. */
  public void upgradeTo(int version) {
    setVersion(version, UpgradeType.UPGRADE);
  }

  private void setVersion(int version, UpgradeType how) {
    FeatureUpdate update = new FeatureUpdate((short) version, how);
    get(
        admin
            .updateFeatures(Map.of("transaction.version", update), new UpdateFeaturesOptions())
            .all());
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("the broker did not do it", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
