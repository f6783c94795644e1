package io.sluice.tests.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rows of all tables that can be seen, and the static columns of partitions that have any. */
final class Snapshot {
  private final SortedMap<String, SortedMap<String, Datum>> rows = new TreeMap<>();

  /** A row, with the values of its columns or of their elements, by name. */
  void add(String row, SortedMap<String, Datum> values) {
    rows.put(row, values);
  }

  int rows() {
    return rows.size();
  }

  int values() {
    return rows.values().stream().mapToInt(Map::size).sum();
  }

  /** The rows that are not the same, in words; empty if all are. */
  List<String> differences(Snapshot node) {
    Set<String> all = new TreeSet<>(rows.keySet());
    all.addAll(node.rows.keySet());
    List<String> differences = new ArrayList<>();
    for (String row : all) {
      describe(row, rows.get(row), node.rows.get(row), differences);
    }
    return differences;
  }

  private static void describe(
      String row,
      SortedMap<String, Datum> replayed,
      SortedMap<String, Datum> node,
      List<String> differences) {
    if (replayed == null || node == null) {
      differences.add(
          row
              + (node == null
                  ? " is replayed only: " + replayed
                  : " is on the node only: " + node));
      return;
    }
    Set<String> names = new TreeSet<>(replayed.keySet());
    names.addAll(node.keySet());
    for (String name : names) {
      Datum ours = replayed.get(name);
      Datum theirs = node.get(name);
      if (ours == null || !ours.agrees(theirs)) {
        differences.add("%s, %s: replayed %s, node %s".formatted(row, name, ours, theirs));
      }
    }
  }
}
