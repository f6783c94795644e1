package io.sluice.tests.harness;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import io.sluice.sandbox.CassandraSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A program that stands in for cqlsh, which is written in Python, as far as {@code cqlsh HOST PORT
 * --no-color -e STATEMENTS} goes; of rows it prints the first column.
 */
final class CqlShell {
  private static final DriverConfigLoader CONFIG =
      DriverConfigLoader.programmaticBuilder()
          .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
          .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
          .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
          .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
          .build();

  private CqlShell() {}

  public static void main(String[] args) {
    List<String> arguments = Arrays.asList(args);
    try (CqlSession session =
        CqlSession.builder()
            .addContactPoint(address(args))
            .withLocalDatacenter(CassandraSettings.DATA_CENTER)
            .withConfigLoader(CONFIG)
            .build()) {
      run(session, address(args), arguments.get(arguments.indexOf("-e") + 1));
    } catch (AllNodesFailedException e) {
      refuse("Connection error: ('Unable to connect to any servers', " + e.getMessage() + ")", 1);
    } catch (DriverException e) {
      refuse("<stdin>:1:InvalidRequest: Error from server: " + e.getMessage(), 2);
    }
  }

  private static InetSocketAddress address(String[] args) {
    return new InetSocketAddress(args[0], Integer.parseInt(args[1]));
  }

  /** Has one node coordinate all statements, as cqlsh does. */
  private static void run(CqlSession session, InetSocketAddress address, String statements) {
    Node coordinator =
        session.getMetadata().getNodes().values().stream()
            .filter(node -> node.getEndPoint().resolve().equals(address))
            .findFirst()
            .orElseThrow();
    Pattern.compile(";")
        .splitAsStream(statements)
        .filter(statement -> !statement.isBlank())
        .map(statement -> SimpleStatement.newInstance(statement).setNode(coordinator))
        .flatMap(statement -> session.execute(statement).all().stream())
        .forEach(row -> System.out.println(" " + row.getString(0)));
  }

  private static void refuse(String message, int exitCode) {
    System.err.println(message);
    System.exit(exitCode);
  }
}
