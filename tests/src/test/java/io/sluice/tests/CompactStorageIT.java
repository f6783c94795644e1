package io.sluice.tests;

import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Servers;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** COMPACT STORAGE tables in every envelope: what a client of CQL sees of them. */
@EndToEnd
class CompactStorageIT {
  private final Servers servers;

  CompactStorageIT(Servers servers) {
    this.servers = servers;
  }

  @TestFactory
  List<DynamicTest> tablesAsCqlShowsThem() {
    return StoryTests.whileTheRelayRuns(servers, CompactStories.ALL);
  }
}
