package io.sluice.bench.page;

import io.sluice.bench.Cost;
import io.sluice.bench.Report.Curve;
import io.sluice.bench.Report.Point;
import io.sluice.bench.Report.Saved;
import io.sluice.bench.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * {@code docs/scaling.md}: what rings of some sizes need, by arithmetic on measured unit costs,
 * with the curves that tell which of them stay what they are.
 */
public final class ScalingPage {
  private static final String FILE = "scaling.md";
  private static final String IMAGE = "images/scaling.svg";
  private static final List<Integer> RINGS = List.of(3, 30, 300, 1_000);
  private static final int SMALL = 100;
  private static final int LARGE = 1_000;

  private final UnitCosts costs;
  private final Markdown page = new Markdown();

  /**
   * Of all reports that there are.
   *
   * @throws IllegalArgumentException if one is missing that it needs
   */
  public ScalingPage(List<Saved> reports) {
    costs = new UnitCosts(reports);
  }

  /** Whether what it needs has been measured. */
  public static boolean isPossible(List<Saved> reports) {
    return UnitCosts.areIn(reports);
  }

  /** Writes the page into a directory, and its picture below it. */
  public void write(Path docs) throws IOException {
    Path image = docs.resolve(IMAGE);
    Files.createDirectories(image.getParent());
    Files.writeString(image, Plot.of(costs.scaling()));
    Files.writeString(docs.resolve(FILE), text());
  }

  private String text() {
    page.heading(1, "Scaling");
    page.paragraph(
        """
        How much disk, CPU, network and Kafka a ring needs: what one change costs, measured, times how many
        there are. Written by `bench/run page` of what `bench/run scaling`, `bench/run capture` and
        `bench/run node-overhead` have measured; put the costs of your own machine and your own rows in their
        place. [Sizing](operations.md#sizing) has the short form.""");
    whatCaptures();
    formulas();
    unitCosts();
    RingTables tables = new RingTables(page, costs, RINGS);
    tables.nodes(SMALL);
    tables.nodes(LARGE);
    tables.aboutNodes();
    tables.kafka(List.of(SMALL, LARGE));
    curves();
    return page.toString();
  }

  private void whatCaptures() {
    page.heading(2, "What is captured where");
    page.paragraph(
        """
        A change is captured once, by the node that coordinates the write, [whatever the replication
        factor](operations.md#scaling-with-the-ring): with three replicas it is not captured three times. One
        change is what a statement or batch does to one partition of one table. Every node has a journal and a
        relay of its own; relays know nothing of each other, so nothing below grows with the number of
        nodes but connections and requests at Kafka, and the share of the relay's CPU that is waiting. Clients that are token aware spread the writes; with
        a client that has one contact point, that node has them all. A client's retry over another node is
        captured [there too](guarantees.md#what-a-trigger-cannot-see), and each attempt of a conditional write
        that Paxos has try again takes room in the journal.""");
  }

  private void formulas() {
    page.heading(2, "Formulas");
    page.paragraph("With *W* changes a second in the ring, spread over *N* nodes:");
    page.columns("what", "formula", "for");
    page.row("changes of a node", "*R* = *W* / *N*", "each node");
    page.row("journal written", "*R* × *J*", "each node");
    page.row(
        "`max_backlog`, and that much disk",
        "*R* × *J* × (`dedupe.window` + longest outage)",
        "each node");
    page.row("CPU of the trigger, in cores", "*R* × *T*", "each node, in Cassandra");
    page.row(
        "CPU of the relay, in cores",
        "*R* × (*C* × destinations that a change goes to + *P* × the others)",
        "each node");
    page.row(
        "destinations, among which tables are shared out",
        "(*R* / *D* − *R* × *P*) / ("
            + Ring.LOAD
            + " − *R* × *P*), rounded up, if *R* / *D* is above "
            + Ring.LOAD,
        "each node");
    page.row("network to Kafka", "*R* × *K* × destinations that a change goes to", "each node");
    page.row(
        "partitions",
        "*W* / what one consumer does in a second, and no fewer than *W* / ("
            + Ring.LOAD
            + " × *D*)",
        "all");
    page.row(
        "brokers",
        "*W* × *K* × " + KafkaSide.REPLICATION + " / half of what a broker's disks write",
        "all");
    page.row("connections to brokers", "*N* × destinations × brokers", "all");
    page.end();
  }

  private void unitCosts() {
    page.heading(2, "Unit costs");
    page.paragraph(measured());
    page.columns("", "what", "a row of 100 bytes of text", "of 1,000", "from");
    bytes("*J*", "journal for a change, its outcome included", costs::journalBytes);
    bytes(
        "*K*", "to Kafka for a record: `flat`, uncompressed, headers included", costs::kafkaBytes);
    for (int nodes : RINGS) {
      Ring ring = new Ring(nodes, 0, costs);
      micros(
          "relay's CPU for a record, at " + Quantity.count(ring.changes()) + " a second",
          text -> costs.relayMicros(ring.changes(), text));
    }
    String pass = Spread.digits(costs.passMicros()) + " µs";
    page.row("*P*", "relay's CPU to pass over another destination's change", pass, "", "scaling");
    page.row("*T*", "node's CPU for a capture", trigger(), trigger(), "capture, node-overhead");
    String drained = Quantity.count(costs.drainedPerSecond()) + " /s";
    page.row("*D*", "what one destination delivers", drained, "", "scaling");
    page.end();
    page.paragraph(aboutCosts());
  }

  private String measured() {
    Saved scaling = costs.scaling();
    return "Measured at "
        + scaling.at()
        + " on "
        + String.join(", ", scaling.environment().values())
        + ", where node or relay, broker and client share the machine: medians of the turns that"
        + " the [tables below](#curves) tell.";
  }

  private void bytes(String name, String what, IntToDoubleFunction cost) {
    page.row(name, what, Quantity.bytes(cost.applyAsDouble(SMALL)), large(cost), "scaling");
  }

  private static String large(IntToDoubleFunction cost) {
    return Quantity.bytes(cost.applyAsDouble(LARGE));
  }

  private void micros(String what, IntToDoubleFunction cost) {
    page.row(
        "*C*",
        what,
        Spread.digits(cost.applyAsDouble(SMALL)) + " µs",
        Spread.digits(cost.applyAsDouble(LARGE)) + " µs",
        "scaling");
  }

  private String trigger() {
    return Spread.digits(costs.triggerMicros()) + " µs";
  }

  private String aboutCosts() {
    String node =
        costs
            .nodeMicros()
            .map(micros -> "a whole node took " + Spread.digits(micros) + " µs more for a write")
            .orElse("what a whole node takes more has not been measured");
    return "*T* is the larger of two: the calls alone took "
        + Spread.digits(costs.triggerCallMicros())
        + " µs, and "
        + node
        + ". *C* falls as the rate grows: a relay that waits for changes looks for them again and again,"
        + " so that they come at once, and sends those that come alone alone. At the highest rate"
        + " it is that of draining a backlog. *D* and the rates are those of small rows; what longer ones"
        + " took more is added to *C*, not taken from *D*.";
  }

  private void curves() {
    page.heading(2, "Curves");
    page.paragraph("![" + costs.scaling().title() + "](" + IMAGE + ")");
    page.columns("relay's CPU per record, by", "", "µs, median (lowest–highest)", "turns");
    for (Curve curve : costs.scaling().curves()) {
      if (curve.what().startsWith(Cost.CPU.toString())) {
        curve.points().forEach(point -> point(curve, point));
      }
    }
    page.end();
    costs.scaling().notes().forEach(page::item);
    page.end();
  }

  private void point(Curve curve, Point point) {
    page.row(
        curve.of() + curve.what().substring(Cost.CPU.toString().length()),
        Quantity.count(point.x()),
        Spread.of(point.turns()).toString(),
        Integer.toString(point.turns().size()));
  }
}
