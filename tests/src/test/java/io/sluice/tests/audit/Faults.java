package io.sluice.tests.audit;

import io.sluice.sandbox.CassandraNode;
import io.sluice.sandbox.KafkaBroker;
import io.sluice.sandbox.Server;
import io.sluice.tests.harness.Member;
import io.sluice.tests.harness.RelaySettings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How things break: each method is a kind of fault. */
final class Faults {
  private static final Logger log = LoggerFactory.getLogger(Faults.class);

  /** Small, so that there are always some behind the newest. */
  static final String SEGMENTS = "segment_size: 256KiB\n";

  /** A retained segment of more than the cap is reached within a moment. */
  private static final String FULL = "segment_size: 64KiB\nmax_backlog: 256KiB\n";

  private static final int LONGEST_MS = 3000;
  private static final int REFUSED = 50;
  private static final int MISSED = 1000;

  /** The newest segments, which may hold what is not delivered yet. */
  private static final int SPARED = 2;

  private final Site site;
  private final List<Flip> flips = new ArrayList<>();
  private int upgrades;

  Faults(Site site) {
    this.site = site;
  }

  /** SIGKILL, and a start. */
  void relayIsKilled(SplittableRandom dice) {
    AuditedRelay relay = site.anyRelay(dice);
    relay.kill();
    relay.process().start();
  }

  /** SIGTERM, and a start: nothing may come again. */
  void relayIsRestarted(SplittableRandom dice) {
    site.anyRelay(dice).process().restart();
  }

  void relayIsPaused(SplittableRandom dice) {
    pause(site.anyRelay(dice).process(), dice);
  }

  void relayIsReconfigured(SplittableRandom dice) {
    RelaySettings settings = site.relaySettings().dedupeWindow(5 + dice.nextInt(10) + "m");
    site.anyRelay(dice).reconfigure(settings);
  }

  /** For a while, in which the relay may be killed. */
  void channelIsPaused(SplittableRandom dice) {
    AuditedRelay relay = site.anyRelay(dice);
    String destination = dice.nextBoolean() ? Site.AT_LEAST_ONCE : Site.EXACTLY_ONCE;
    relay.channel(site.table().table(), destination, "pause");
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(dice.nextInt(LONGEST_MS)));
    if (dice.nextBoolean()) {
      relay.kill();
      relay.process().start();
    }
    relay.channel(site.table().table(), destination, "resume");
  }

  void brokerIsKilled(SplittableRandom dice) {
    KafkaBroker broker = site.broker();
    broker.kill();
    broker.start();
  }

  void brokerIsRestarted(SplittableRandom dice) {
    site.broker().restart();
  }

  void brokerIsPaused(SplittableRandom dice) {
    pause(site.broker(), dice);
  }

  void nodeIsKilled(SplittableRandom dice) {
    Member member = site.anyRelay(dice).member();
    member.node().kill();
    member.node().start();
    site.awaitUp();
  }

  /** The others write what it is to get by hints. */
  void nodeIsDownForAWhile(SplittableRandom dice) {
    Member member = site.anyRelay(dice).member();
    member.node().kill();
    site.load().awaitAcknowledged(MISSED);
    member.node().start();
    site.awaitUp();
  }

  /** Its journal has what no relay has read. */
  void nodeIsKilledWithABacklog(SplittableRandom dice) {
    AuditedRelay relay = site.anyRelay(dice);
    relay.kill();
    site.load().awaitAcknowledged(MISSED);
    relay.member().node().kill();
    relay.member().node().start();
    site.awaitUp();
    relay.process().start();
  }

  /** A new jar on each node in turn, while the others have the old one; and then each relay. */
  void sluiceIsUpgraded(SplittableRandom dice) {
    String version = "upgrade-" + ++upgrades;
    Path jar = NextTrigger.jar(version, site.directory());
    for (AuditedRelay relay : site.relays()) {
      CassandraNode node = relay.member().node();
      node.installTrigger(jar);
      node.reloadTriggers();
      Awaitility.await("a change captured by " + version)
          .until(() -> node.triggerAttribute("Version").equals(version));
    }
    site.relays().forEach(relay -> relay.process().restart());
  }

  void nodeIsPaused(SplittableRandom dice) {
    pause(site.anyRelay(dice).member().node(), dice);
  }

  /** Connections between relays and the broker end. */
  void networkIsCut(SplittableRandom dice) {
    site.link().cut();
    last(dice);
    site.link().mend();
  }

  /** Nothing passes between relays and the broker. */
  void networkStalls(SplittableRandom dice) {
    site.link().stall();
    last(dice);
    site.link().mend();
  }

  /** So what the relay has sent and what is stored are far apart. */
  void relayIsKilledBehindACutNetwork(SplittableRandom dice) {
    AuditedRelay relay = site.anyRelay(dice);
    site.link().cut();
    relay.kill();
    relay.process().start();
    last(dice);
    site.link().mend();
  }

  /** {@code nodetool reloadtriggers}, each time with segments of another size. */
  void triggerIsReloaded(SplittableRandom dice) {
    String size = List.of("64KiB", "256KiB", "1MiB").get(dice.nextInt(3));
    site.triggerYaml(site.anyRelay(dice)).reload("segment_size: " + size);
  }

  void columnIsAdded(SplittableRandom dice) {
    site.table().addColumn();
  }

  /** Writes are refused for certain, as the journal is at its cap. */
  void journalIsFull(SplittableRandom dice) {
    AuditedRelay relay = site.anyRelay(dice);
    site.triggerYaml(relay).reload(FULL);
    site.load().awaitFailed(REFUSED);
    site.triggerYaml(relay).reload(SEGMENTS);
  }

  /** A byte of what is delivered already, and read again by a relay that starts. */
  void journalIsDamaged(SplittableRandom dice) {
    AuditedRelay relay = site.anyRelay(dice);
    while (segments(relay).size() <= SPARED) {
      site.triggerYaml(relay).reload(SEGMENTS); // its next write begins another segment
      site.load().awaitAcknowledged(REFUSED);
    }
    List<Path> segments = segments(relay);
    site.awaitDelivered();
    damage(segments.get(dice.nextInt(segments.size() - SPARED)), dice);
    relay.kill();
    relay.process().start();
  }

  private static List<Path> segments(AuditedRelay relay) {
    try (Stream<Path> files = Files.list(relay.member().node().journalDirectory())) {
      return files.filter(file -> file.toString().endsWith(".wal")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void damage(Path segment, SplittableRandom dice) {
    try {
      Flip flip = new Flip(segment, dice.nextLong(written(segment)), 1 << dice.nextInt(Byte.SIZE));
      flip.apply();
      flips.add(flip);
      log.info("damaged {} at {}", segment.getFileName(), flip.offset());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot damage " + segment, e);
    }
  }

  /** Others read these segments too, where the node is not this site's alone. */
  void mendJournals() throws IOException {
    for (Flip flip : flips) {
      if (Files.exists(flip.segment())) {
        flip.apply();
      }
    }
    flips.clear();
  }

  private record Flip(Path segment, long offset, int bit) {
    void apply() throws IOException {
      try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
        file.seek(offset);
        int old = file.read();
        file.seek(offset);
        file.write(old ^ bit);
      }
    }
  }

  /** Up to its last byte: behind it a segment is zeroes, which nobody reads. */
  private static int written(Path segment) throws IOException {
    byte[] bytes = Files.readAllBytes(segment);
    int end = bytes.length;
    while (end > 1 && bytes[end - 1] == 0) {
      end--;
    }
    return end;
  }

  private static void pause(Server server, SplittableRandom dice) {
    server.pause();
    last(dice);
    server.resume();
  }

  /** How long a fault lasts is part of it; nobody waits here for something to happen. */
  private static void last(SplittableRandom dice) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1 + dice.nextInt(LONGEST_MS)));
  }
}
