package io.sluice.tests;

import io.sluice.tests.docs.Examples;
import io.sluice.tests.docs.Records;
import io.sluice.tests.docs.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What {@link Mutations} and the like are in the documents. */
final class MutationExamples {
  private static final String OTHER = "o";
  private static final String BATCHES = "Batches";
  private static final String COMPACT = "COMPACT STORAGE";

  /** By the headings of the documents. */
  private static final Map<String, List<List<Mutation>>> SECTIONS =
      Map.of(
          "Rows and cells",
          List.of(Mutations.ROWS_AND_CELLS, CellMutations.ALL),
          BATCHES,
          List.of(BatchMutations.ALL),
          "Partitions and ranges",
          List.of(Mutations.PARTITIONS, SliceMutations.ALL),
          "Elements of collections and user-defined types",
          List.of(Mutations.ELEMENTS, NestedMutations.ALL),
          COMPACT,
          List.of(CompactMutations.ALL));

  private MutationExamples() {}

  /** Adds one with the records that it gave in an envelope. */
  static void add(
      Examples examples, MutationRun run, String envelope, Mutation mutation, int number) {
    var own = run.table(mutation.table);
    var other = run.table(Mutations.OTHER);
    examples.add(
        statements(mutation),
        List.of(
            new Records(envelope, Records.MAIN, own, number, run.events(envelope, own, number)),
            new Records(envelope, OTHER, other, number, run.events(envelope, other, number))));
  }

  private static Statements statements(Mutation mutation) {
    List<String> cql =
        mutation.statements(1).stream()
            .map(statement -> statement.replace("%s", Records.MAIN).replace("%o", OTHER))
            .toList();
    return new Statements(section(mutation), mutation.name, definitions(mutation), cql);
  }

  private static String section(Mutation mutation) {
    if (!CompactMutations.ALL.contains(mutation) && isBatch(mutation)) {
      return BATCHES;
    }
    return SECTIONS.entrySet().stream()
        .filter(section -> section.getValue().stream().anyMatch(l -> l.contains(mutation)))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isBatch(Mutation mutation) {
    return mutation.statements.stream().anyMatch(statement -> statement.endsWith("APPLY BATCH"));
  }

  /** Of its tables, and of the types of their columns. */
  private static List<String> definitions(Mutation mutation) {
    List<String> definitions = new ArrayList<>();
    definitions.add(Records.MAIN + " " + mutation.table);
    if (mutation.statements.stream().anyMatch(statement -> statement.contains("%o"))) {
      definitions.add(OTHER + " " + Mutations.OTHER);
    }
    new TreeMap<>(Mutations.USER_TYPES)
        .descendingMap()
        .forEach(
            (type, fields) -> {
              if (Pattern.compile("\\b" + type + "\\b").matcher(definitions.toString()).find()) {
                definitions.add(type + " " + fields);
              }
            });
    return definitions;
  }
}
