package io.sluice.tests.replay;

import io.sluice.tests.replay.Definition.Use;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes up statements. They follow from the seed, the start and the tables' names: of two with the
 * same seed one makes the same as the other.
 */
final class Generator {
  private static final int MOST_IN_BATCH = 5;

  private final Dice dice;
  private final Writes writes;
  private final Updates updates;
  private final Deletes deletes;
  private final CounterWrites counters;
  private final ConditionalWrites conditional;
  private final List<TableModel> plain;
  private final TableModel ofCounters;
  private final TableModel ofConditions;

  /**
   * A generator.
   *
   * @param start microseconds since the epoch
   */
  Generator(long seed, long start, List<TableModel> tables) {
    dice = new Dice(seed, start);
    Values values = new Values(dice);
    Clauses clauses = new Clauses(dice, values);
    writes = new Writes(dice, values, clauses);
    updates = new Updates(dice, values, clauses);
    deletes = new Deletes(dice, clauses);
    counters = new CounterWrites(dice);
    conditional = new ConditionalWrites(dice, values, clauses);
    plain = tables.stream().filter(table -> table.use() == Use.PLAIN).toList();
    ofCounters = only(tables, Use.COUNTERS);
    ofConditions = only(tables, Use.CONDITIONAL);
  }

  private static TableModel only(List<TableModel> tables, Use use) {
    return tables.stream().filter(table -> table.use() == use).findFirst().orElseThrow();
  }

  Step next() {
    long timestamp = dice.tick();
    int kind = dice.below(100);
    if (kind < 10) {
      return writes.prepared(dice.pick(plain), timestamp);
    } else if (kind < 17) {
      return new Step(conditional.next(ofConditions), List.of(), Step.NOW);
    }
    return new Step(cql(kind), List.of(), timestamp);
  }

  private String cql(int kind) {
    if (kind < 27) {
      return counters.next(ofCounters);
    } else if (kind < 40) {
      return batch();
    }
    return single(dice.pick(plain), true);
  }

  private String batch() {
    boolean own = dice.in(70);
    List<String> statements = new ArrayList<>();
    TableModel first = dice.pick(plain);
    if (dice.in(25)) {
      statements.add(deletes.partition(first, own));
      statements.add(writes.insert(first, own));
    }
    for (int i = dice.below(MOST_IN_BATCH); i >= 0; i--) {
      statements.add(single(dice.in(50) ? first : dice.pick(plain), own));
    }
    return "BEGIN %sBATCH%s %s; APPLY BATCH"
        .formatted(
            dice.pickOf("", "UNLOGGED "),
            own ? "" : dice.pickOf("", " USING TIMESTAMP " + dice.timestamp()),
            String.join("; ", statements));
  }

  private String single(TableModel table, boolean mayHaveTimestamp) {
    int kind = dice.below(100);
    if (kind < 12) {
      return ofStatics(table, mayHaveTimestamp);
    } else if (kind < 35) {
      return writes.insert(table, mayHaveTimestamp);
    } else if (kind < 42) {
      return writes.json(table, mayHaveTimestamp);
    } else if (kind < 52) {
      return ofRows(table, mayHaveTimestamp);
    } else if (table.regulars().isEmpty()) {
      return writes.insert(table, mayHaveTimestamp);
    }
    return kind < 62
        ? updates.deleteColumns(table, mayHaveTimestamp)
        : updates.update(table, mayHaveTimestamp);
  }

  private String ofStatics(TableModel table, boolean mayHaveTimestamp) {
    if (table.statics().isEmpty()) {
      return writes.insert(table, mayHaveTimestamp);
    }
    return switch (dice.below(4)) {
      case 0 -> writes.insertStatics(table, mayHaveTimestamp);
      case 1 -> updates.deleteStatics(table, mayHaveTimestamp);
      default -> updates.updateStatics(table, mayHaveTimestamp);
    };
  }

  private String ofRows(TableModel table, boolean mayHaveTimestamp) {
    int kind = dice.below(10);
    if (kind == 0) {
      return deletes.partition(table, mayHaveTimestamp);
    }
    boolean range = kind < 5 && !table.clustering().isEmpty();
    return range ? deletes.range(table, mayHaveTimestamp) : deletes.row(table, mayHaveTimestamp);
  }
}
