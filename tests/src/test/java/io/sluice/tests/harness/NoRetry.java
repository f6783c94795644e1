package io.sluice.tests.harness;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.retry.RetryVerdict;
import com.datastax.oss.driver.api.core.servererrors.WriteType;
import com.datastax.oss.driver.api.core.session.Request;
import com.datastax.oss.driver.internal.core.retry.DefaultRetryPolicy;

/**
 * Has a test see each write fail as the node said it, once: the driver would ask another node, or
 * send a batch again.
 */
public final class NoRetry extends DefaultRetryPolicy {

  /** Called by the driver. */
  public NoRetry(DriverContext context, String profile) {
    super(context, profile);
  }

  @Override
  public RetryVerdict onUnavailableVerdict(
      Request request, ConsistencyLevel level, int required, int alive, int retries) {
    return RetryVerdict.RETHROW;
  }

  @Override
  public RetryVerdict onWriteTimeoutVerdict(
      Request request,
      ConsistencyLevel level,
      WriteType type,
      int blockedFor,
      int received,
      int retries) {
    return RetryVerdict.RETHROW;
  }
}
