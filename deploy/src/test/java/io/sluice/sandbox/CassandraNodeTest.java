package io.sluice.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CassandraNodeTest {
  @TempDir Path directory;

  @Test
  void keepsWritesOverAKillAndReloadsTriggers() {
    List<String> progress = new ArrayList<>();
    try (CassandraNode node =
        new CassandraNode(directory, new CassandraSettings(), progress::add)) {
      node.start();
      node.reloadTriggers();
      assertThat(node.upNodes()).containsExactly(node.storageAddress());
      write(node);

      node.kill();
      assertThat(node.isAlive()).isFalse();
      node.restart();

      assertThat(read(node)).isEqualTo("b");
    }
    assertThat(progress.get(0)).matches("cassandra 5\\.0\\.\\d+: starting … 0 s");
    assertThat(progress.get(progress.size() - 1))
        .contains("ready after")
        .contains("CQL at 127.0.0.1:");
  }

  private static void write(CassandraNode node) {
    try (CqlSession session = node.connect()) {
      session.execute(
          "CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
      session.execute("CREATE TABLE k.t (k text PRIMARY KEY, v text)");
      session.execute("INSERT INTO k.t (k, v) VALUES ('a', 'b')");
    }
  }

  private static String read(CassandraNode node) {
    try (CqlSession session = node.connect()) {
      return session.execute("SELECT v FROM k.t WHERE k = 'a'").one().getString("v");
    }
  }
}
