package io.sluice.tests.audit;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.NodeUnavailableException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.UnavailableException;

/** What the client of a write knows of it. */
enum Fate {
  /** It was not sent. */
  NEVER,
  /** It was sent, and its answer did not come, or said that nobody knows. */
  UNKNOWN,
  ACKNOWLEDGED,
  /** It was refused, and nothing of it was written anywhere. */
  FAILED;

  /** What an exception says of a write to one row. */
  static Fate of(DriverException failure, boolean conditional) {
    return isRefused(failure, conditional) ? FAILED : UNKNOWN;
  }

  private static boolean isRefused(DriverException failure, boolean conditional) {
    if (failure instanceof AllNodesFailedException unsent) {
      return unsent.getAllErrors().values().stream()
          .flatMap(errors -> errors.stream())
          .allMatch(error -> error instanceof NodeUnavailableException);
    }
    return failure instanceof InvalidQueryException
        || (failure instanceof UnavailableException && !conditional)
        || (failure instanceof OverloadedException && failure.getMessage().contains("max_backlog"));
  }
}
