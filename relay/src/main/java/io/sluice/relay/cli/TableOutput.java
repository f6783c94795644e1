package io.sluice.relay.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** How a command shows a table: as one, as lines of values, or as JSON. */
final class TableOutput {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int WIDEST = 80;

  @Option(names = "--json", description = "One JSON object a line, for programs.")
  private boolean json;

  @Option(
      names = "--no-pretty-print",
      description = "Lines of values with a separator, without a frame.")
  private boolean plain;

  @Option(
      names = "--separator",
      paramLabel = "TEXT",
      defaultValue = ",",
      description = "What stands between values with --no-pretty-print; a comma unless given.")
  private String separator;

  /** Prints rows. */
  void print(PrintWriter out, List<String> columns, List<List<Object>> rows)
      throws JsonProcessingException {
    print(out, columns, rows, List.of());
  }

  /**
   * Prints rows.
   *
   * @param columns their heads; in JSON, names, with underscores for blanks
   * @param rows each with a value for each column
   * @param below lines below the frame, which have in full what is cut in it; if there are none,
   *     nothing is
   */
  void print(PrintWriter out, List<String> columns, List<List<Object>> rows, List<String> below)
      throws JsonProcessingException {
    if (json) {
      for (List<Object> row : rows) {
        out.println(JSON.writeValueAsString(named(columns, row)));
      }
    } else if (plain) {
      out.println(String.join(separator, columns));
      texts(rows).forEach(row -> out.println(String.join(separator, row)));
    } else {
      List<List<String>> texts = texts(rows);
      frame(columns, below.isEmpty() ? texts : cut(texts)).forEach(out::println);
      below.forEach(out::println);
    }
  }

  private static Map<String, Object> named(List<String> columns, List<Object> row) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      named.put(columns.get(i).replace(' ', '_'), row.get(i));
    }
    return named;
  }

  private static List<List<String>> texts(List<List<Object>> rows) {
    return rows.stream().map(row -> row.stream().map(String::valueOf).toList()).toList();
  }

  private static List<List<String>> cut(List<List<String>> rows) {
    return rows.stream().map(row -> row.stream().map(TableOutput::cut).toList()).toList();
  }

  private static String cut(String value) {
    return value.length() <= WIDEST ? value : value.substring(0, WIDEST - 1) + "…";
  }

  private static List<String> frame(List<String> columns, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>(List.of(columns));
    all.addAll(rows);
    int[] widths = new int[columns.size()];
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    String head = line(columns, widths);
    String rule = "-".repeat(head.length());
    List<String> lines = new ArrayList<>(List.of(rule, head, rule));
    rows.forEach(row -> lines.add(line(row, widths)));
    lines.add(rule);
    return lines;
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length())).append('|');
    }
    return line.toString();
  }
}
