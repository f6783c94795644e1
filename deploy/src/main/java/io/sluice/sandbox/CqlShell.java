package io.sluice.sandbox;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.ColumnDefinitions;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A program that stands in for cqlsh, which is written in Python and no artifact of Maven's: {@code
 * cqlsh HOST PORT -e STATEMENTS}, or statements from its standard input, each up to a line that
 * ends in a semicolon.
 */
public final class CqlShell {
  /** Up to a semicolon that stands in no text. */
  private static final Pattern STATEMENT = Pattern.compile("(?:[^;']|'[^']*')+");

  private static final DriverConfigLoader CONFIG =
      DriverConfigLoader.programmaticBuilder()
          .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
          .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
          .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
          .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
          .build();

  private final CqlSession session;
  private final Node coordinator;

  /** Has one node coordinate all statements, as cqlsh does. */
  private CqlShell(CqlSession session, InetSocketAddress address) {
    this.session = session;
    this.coordinator =
        session.getMetadata().getNodes().values().stream()
            .filter(node -> node.getEndPoint().resolve().equals(address))
            .findFirst()
            .orElseThrow();
  }

  /** Runs it; exit code 1 if there is no connection, 2 if a statement is refused. */
  public static void main(String[] args) throws IOException {
    List<String> arguments = Arrays.asList(args);
    InetSocketAddress address = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
    try (CqlSession session =
        CqlSession.builder()
            .addContactPoint(address)
            .withLocalDatacenter(CassandraSettings.DATA_CENTER)
            .withConfigLoader(CONFIG)
            .build()) {
      CqlShell shell = new CqlShell(session, address);
      if (arguments.contains("-e")) {
        shell.run(arguments.get(arguments.indexOf("-e") + 1));
      } else {
        shell.runInput();
      }
    } catch (AllNodesFailedException e) {
      refuse("Connection error: ('Unable to connect to any servers', " + e.getMessage() + ")", 1);
    } catch (DriverException e) {
      refuse(reason(e), 2);
    }
  }

  private static String reason(DriverException e) {
    return "<stdin>:1:InvalidRequest: Error from server: " + e.getMessage();
  }

  private void run(String statements) {
    STATEMENT
        .matcher(statements)
        .results()
        .map(MatchResult::group)
        .filter(statement -> !statement.isBlank())
        .map(statement -> SimpleStatement.newInstance(statement).setNode(coordinator))
        .forEach(statement -> print(session.execute(statement)));
  }

  /** A statement that is refused does not end it: somebody types there. */
  private void runInput() throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    StringBuilder statement = new StringBuilder();
    System.err.println("CQL, each statement up to a semicolon at the end of a line; Ctrl-D ends.");
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      statement.append(line).append('\n');
      if (line.stripTrailing().endsWith(";")) {
        try {
          run(statement.toString());
        } catch (DriverException e) {
          System.err.println(reason(e));
        }
        statement.setLength(0);
      }
    }
  }

  private static void print(ResultSet rows) {
    ColumnDefinitions columns = rows.getColumnDefinitions();
    boolean lines = columns.size() == 1; // of SELECT JSON, and no table
    if (columns.size() > 1) {
      System.out.println(
          IntStream.range(0, columns.size())
              .mapToObj(i -> columns.get(i).getName().asInternal())
              .collect(Collectors.joining(" | ", " ", "")));
    }
    rows.all()
        .forEach(
            row ->
                System.out.println(
                    IntStream.range(0, columns.size())
                        .mapToObj(i -> lines ? text(row) : value(row, i))
                        .collect(Collectors.joining(" | ", " ", ""))));
  }

  private static String text(Row row) {
    return row.getType(0).equals(DataTypes.TEXT) ? row.getString(0) : value(row, 0);
  }

  /** As CQL writes it. */
  private static String value(Row row, int column) {
    return row.codecRegistry().codecFor(row.getType(column)).format(row.getObject(column));
  }

  private static void refuse(String message, int exitCode) {
    System.err.println(message);
    System.exit(exitCode);
  }
}
