package io.sluice.tests.replay;

import io.sluice.tests.replay.Definition.Use;
import java.util.ArrayList;
import java.util.List;

/** The tables: together they have every type, in every place where CQL allows it. */
final class Definitions {
  /** The user-defined type {@code address}. */
  static final String ADDRESS = "(street text, \"Zip\" int, lines frozen<list<text>>)";

  private Definitions() {}

  /**
   * All tables that the node can have.
   *
   * @param vectors whether it knows vectors
   */
  static List<Definition> all(boolean vectors) {
    List<Definition> all =
        new ArrayList<>(
            List.of(
                natives(),
                collections(),
                keysOnly(),
                keyTypes(),
                expiring(),
                compactRows(),
                compactValues(),
                compactKeys(),
                counters(),
                lwt()));
    if (vectors) {
      all.add(vectors());
    }
    return all;
  }

  private static Definition natives() {
    return new Definition(Use.PLAIN)
        .partition("p", "int")
        .partition("P 2", "text")
        .clustering("c", "int", "DESC")
        .clustering("select", "text", "ASC")
        .fixed("s", "int")
        .fixed("S", "text")
        .regulars("ascii", "bigint", "blob", "boolean", "date", "decimal", "double", "duration")
        .regulars("float", "inet", "int", "smallint", "text", "time", "timestamp", "timeuuid")
        .regulars("tinyint", "uuid", "varint");
  }

  private static Definition collections() {
    return new Definition(Use.PLAIN)
        .partition("p", "int")
        .clustering("c", "bigint", "ASC")
        .fixed("sl", "list<int>")
        .fixed("sm", "map<int, text>")
        .fixed("sa", "address")
        .fixed("sf", "frozen<set<int>>")
        .regular("Li", "list<text>")
        .regular("ld", "list<duration>")
        .regular("s", "set<int>")
        .regular("st", "set<frozen<tuple<int, text>>>")
        .regular("m", "map<text, int>")
        .regular("mt", "map<timestamp, frozen<list<inet>>>")
        .regular("a", "address")
        .regular("fl", "frozen<list<blob>>")
        .regular("fs", "frozen<set<text>>")
        .regular("fm", "frozen<map<int, text>>")
        .regular("fa", "frozen<address>")
        .regular("t", "tuple<int, text, frozen<list<uuid>>>")
        .regular("n", "frozen<map<text, frozen<set<frozen<address>>>>>");
  }

  private static Definition keysOnly() {
    return new Definition(Use.PLAIN)
        .partition("p", "uuid")
        .clustering("c", "date", "DESC")
        .clustering("d", "timeuuid", "ASC");
  }

  private static Definition keyTypes() {
    return new Definition(Use.PLAIN)
        .partition("p1", "ascii")
        .partition("p2", "frozen<list<int>>")
        .partition("p3", "boolean")
        .partition("p4", "float")
        .clustering("c1", "decimal", "DESC")
        .clustering("c2", "inet", "ASC")
        .clustering("c3", "timestamp", "DESC")
        .clustering("c4", "blob", "DESC")
        .regular("v", "int");
  }

  private static Definition expiring() {
    return new Definition(Use.PLAIN)
        .partition("p", "text")
        .regular("v", "text")
        .regular("w", "varint")
        .regular("l", "list<int>")
        .regular("s", "set<text>")
        .with("default_time_to_live = 864000");
  }

  private static Definition compactRows() {
    return new Definition(Use.PLAIN)
        .partition("p", "int")
        .regulars("text", "int", "frozen<list<int>>")
        .with("COMPACT STORAGE");
  }

  private static Definition compactValues() {
    return new Definition(Use.PLAIN)
        .partition("p", "int")
        .partition("p2", "text")
        .clustering("c", "int", "DESC")
        .clustering("d", "text", "ASC")
        .regular("v", "text")
        .with("COMPACT STORAGE");
  }

  private static Definition compactKeys() {
    return new Definition(Use.PLAIN)
        .partition("p", "int")
        .clustering("c", "timeuuid", "ASC")
        .with("COMPACT STORAGE");
  }

  private static Definition counters() {
    return new Definition(Use.COUNTERS)
        .partition("p", "int")
        .clustering("c", "int", "ASC")
        .fixed("Total", "counter")
        .regular("n", "counter")
        .regular("m", "counter");
  }

  private static Definition lwt() {
    return new Definition(Use.CONDITIONAL)
        .partition("p", "int")
        .clustering("c", "text", "DESC")
        .fixed("s", "int")
        .regular("v", "text")
        .regular("w", "int")
        .regular("l", "list<int>");
  }

  private static Definition vectors() {
    return new Definition(Use.PLAIN)
        .partition("p", "smallint")
        .clustering("c", "varint", "DESC")
        .fixed("sv", "vector<int, 2>")
        .regular("v", "vector<float, 3>")
        .regular("vt", "vector<text, 2>")
        .regular("lv", "list<frozen<vector<double, 1>>>")
        .regular("fv", "frozen<set<vector<bigint, 2>>>");
  }
}
