package io.sluice.bench.page;

import io.sluice.bench.Spread;
import java.util.List;
import java.util.function.Function;

/** The part of a page that tells what rings need. For one thread. */
final class RingTables {
  private static final double HOUR_SECONDS = 3_600;
  private static final double DAY_SECONDS = 24 * HOUR_SECONDS;
  private static final double LINGER_SECONDS = 0.1;
  private static final double LEAST_CORES = 0.01;

  private final Markdown page;
  private final UnitCosts costs;
  private final List<Integer> rings;

  RingTables(Markdown page, UnitCosts costs, List<Integer> rings) {
    this.page = page;
    this.costs = costs;
    this.rings = rings;
  }

  /** What each node needs, where rows have so much text. */
  void nodes(int text) {
    page.heading(2, "Each node, with rows of %,d bytes".formatted(text));
    page.paragraph("A million changes a second in the whole ring, each to one destination.");
    page.columns(cells("nodes in the ring", nodes -> Quantity.count(nodes)));
    row("changes/s", text, ring -> Quantity.count(ring.changes()));
    row("journal written", text, ring -> Quantity.bytes(ring.journalBytes()) + "/s");
    row("disk, nothing being wrong", text, ring -> Quantity.bytes(ring.diskBytes(0)));
    row("disk, Kafka away for an hour", text, ring -> disk(ring, HOUR_SECONDS));
    row("disk, Kafka away for a day", text, ring -> disk(ring, DAY_SECONDS));
    row("outage that the default of 16 GiB takes", text, RingTables::defaultLasts);
    row("CPU of the trigger, cores", text, ring -> cores(ring.triggerCores()));
    row("CPU of the relay, cores", text, RingTables::relayCores);
    row("destinations to share out tables to", text, RingTables::destinations);
    row("network to Kafka", text, ring -> Quantity.of(ring.networkBits(), "bit/s"));
    row("a change is known for, by default", text, ring -> Quantity.time(ring.knownSeconds()));
    page.end();
  }

  private static String disk(Ring ring, double outage) {
    return Quantity.bytes(ring.diskBytes(outage));
  }

  private static String defaultLasts(Ring ring) {
    double seconds = ring.defaultLastsSeconds();
    return seconds == 0 ? "**none: raise it**" : Quantity.time(seconds);
  }

  private static String cores(double cores) {
    return cores < LEAST_CORES ? "< " + LEAST_CORES : Spread.digits(cores);
  }

  private static String relayCores(Ring ring) {
    return ring.destinations() == 0 ? "—" : cores(ring.relayCores());
  }

  private static String destinations(Ring ring) {
    return ring.destinations() == 0 ? "**too much for one relay**" : "" + ring.destinations();
  }

  private void row(String what, int text, Function<Ring, String> value) {
    page.row(cells(what, nodes -> value.apply(new Ring(nodes, text, costs))));
  }

  private String[] cells(String first, Function<Integer, String> value) {
    String[] cells = new String[rings.size() + 1];
    cells[0] = first;
    for (int i = 0; i < rings.size(); i++) {
      cells[i + 1] = value.apply(rings.get(i));
    }
    return cells;
  }

  /** What the tables of nodes do not tell by themselves. */
  void aboutNodes() {
    page.item(
        "**Disk** is `max_backlog`: beyond it writes are refused, or changes lost. Also when nothing"
            + " is wrong the journal keeps `dedupe.window`, ten minutes, of what was delivered;"
            + " where that is too much, shorten the window. After an outage a relay that is planned"
            + " to be half busy catches up in as long as the outage took.");
    page.item(
        "**Destinations**: one delivers with one thread and at most *D*, and passes over what"
            + " is another one's for *P*; planned is that it is half busy. Where it says more than one, give each a share of the tables; a single table has"
            + " one destination's speed on a node. A destination takes up to 34 MB of heap for its"
            + " window, so raise the relay's heap (`JAVA_OPTS`) with many of them.");
    page.item(
        "**A change is known** for `dedupe.window` or until `dedupe.max_entries` more have come,"
            + " whichever is first. Clients that try again later than that make a second record:"
            + " raise the entries, at 32 bytes each, where that matters.");
    page.item(
        "**CPU of the relay** is for one destination; a change that goes to three costs three times"
            + " that, and three times the network.");
    page.item(
        "**The database** comes first: with three replicas each of *N* nodes applies 3 / *N* of all"
            + " changes, so three nodes apply all of them. Where a node cannot take that, the"
            + " column is arithmetic only: the ring has to be larger for Cassandra's sake.");
    page.end();
  }

  /** What all of them together need of Kafka, where rows have so much text. */
  void kafka(List<Integer> texts) {
    page.heading(2, "Kafka");
    page.paragraph(
        "Records come from all relays, so most of this does not depend on the size of the ring."
            + " Taken for granted, and to be replaced by what yours do: replication factor "
            + KafkaSide.REPLICATION
            + ", acks of all; disks of a broker write "
            + Quantity.bytes(KafkaSide.DISK_BYTES)
            + "/s, its network takes "
            + Quantity.bytes(KafkaSide.NETWORK_BYTES)
            + "/s each way, and both are planned to be half busy; one group of consumers, of which"
            + " each handles "
            + Quantity.count(KafkaSide.CONSUMED)
            + " records a second.");
    page.columns(concat("all together", texts.stream().map(RingTables::heading).toList()));
    kafkaRow("records to Kafka", texts, side -> Quantity.bytes(side.bytesPerSecond()) + "/s");
    kafkaRow("kept for a day, all replicas", texts, side -> Quantity.bytes(side.bytesPerDay()));
    kafkaRow("brokers", texts, side -> "" + side.brokers());
    kafkaRow("partitions", texts, side -> "" + side.partitions());
    page.end();
    requests(texts.get(0));
  }

  private static String heading(int text) {
    return "rows of %,d bytes".formatted(text);
  }

  private void kafkaRow(String what, List<Integer> texts, Function<KafkaSide, String> value) {
    page.row(
        concat(what, texts.stream().map(text -> value.apply(new KafkaSide(text, costs))).toList()));
  }

  private static String[] concat(String first, List<String> others) {
    String[] cells = new String[others.size() + 1];
    cells[0] = first;
    for (int i = 0; i < others.size(); i++) {
      cells[i + 1] = others.get(i);
    }
    return cells;
  }

  private void requests(int text) {
    KafkaSide side = new KafkaSide(text, costs);
    page.paragraph(
        "What does grow with the ring is the number of connections and of requests: the more relays"
            + " share the changes, the fewer of them go together. A relay has one request under way"
            + " to a broker (taken to be answered in "
            + Quantity.count(KafkaSide.ROUND_TRIP_SECONDS * 1_000)
            + " ms), with all that came for it meanwhile; by default it waits for no company"
            + " (`linger.ms` 0). So with *B* brokers and *t* the longer of answer and `linger.ms`"
            + " there are *N* × *B* / *t* × (1 − e^(−*R* × *t* / *B*)) requests a second. From some"
            + " hundred nodes on set `kafka.linger.ms`: that much later a change arrives.");
    page.columns(cells("nodes, rows of %,d bytes".formatted(text), n -> Quantity.count(n)));
    page.row(cells("connections, one destination", n -> Quantity.count(side.connections(n))));
    page.row(cells("requests/s, `linger.ms` 0", n -> Quantity.of(side.requests(n, 0), "")));
    page.row(
        cells(
            "requests/s, `linger.ms` 100", n -> Quantity.of(side.requests(n, LINGER_SECONDS), "")));
    page.row(
        cells(
            "for each broker, `linger.ms` 0",
            n -> Quantity.of(side.requests(n, 0) / side.brokers(), "")));
    page.row(
        cells(
            "for each broker, `linger.ms` 100",
            n -> Quantity.of(side.requests(n, LINGER_SECONDS) / side.brokers(), "")));
    page.end();
  }
}
