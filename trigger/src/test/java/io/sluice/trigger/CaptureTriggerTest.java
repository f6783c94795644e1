package io.sluice.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.cassandra.triggers.ITrigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTriggerTest {
  @TempDir Path directory;

  @BeforeEach
  void setProperties() {
    Cql.initialize();
    System.setProperty("cassandra.triggers_dir", directory.toString());
    System.setProperty("cassandra.storagedir", directory.toString());
  }

  @AfterEach
  void clearProperties() {
    System.clearProperty("cassandra.triggers_dir");
    System.clearProperty("cassandra.storagedir");
  }

  @Test
  void aWriteStandsInTheJournal() throws Exception {
    String table = Cql.table("k text PRIMARY KEY, v text)");
    ITrigger trigger = new TriggerClassLoader().newTrigger();

    assertThat(trigger.augment(Cql.update("INSERT INTO " + table + " (k, v) VALUES ('a', 'b')")))
        .isNull();

    assertThat(Journals.keys(directory.resolve("sluice"))).containsExactly("a");
  }
}
