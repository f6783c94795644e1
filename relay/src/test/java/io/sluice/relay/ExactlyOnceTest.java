package io.sluice.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.relay.TransactionalFake.Step;
import io.sluice.relay.checkpoint.Checkpoint;
import io.sluice.relay.checkpoint.CheckpointRecord;
import io.sluice.relay.checkpoint.DirectoryInUseException;
import io.sluice.relay.config.RelayConfig;
import io.sluice.relay.decode.TableSchemas;
import io.sluice.relay.publish.TransactionalKafka;
import io.sluice.relay.read.JournalIdentity;
import io.sluice.relay.report.Counter;
import io.sluice.relay.report.Counters;
import io.sluice.relay.report.RecentRecords;
import io.sluice.wal.Position;
import io.sluice.wal.record.Outcome.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExactlyOnceTest extends RunningDestination {
  private static final String ID = "sluice-cluster-00000000-0000-0000-0000-000000000000-demo";

  private static final String D = "demo-topic {\"k\":\"d\"} {\"v\":\"4\"}";
  private static final int CHANGES = 60;

  private final TransactionalFake transactions = new TransactionalFake();
  private JournalHold hold;
  private boolean exactlyOnce = true;
  private PipelineContext context;

  @BeforeEach
  void nameTheHold() {
    hold = new JournalHold(journal.directory());
    extra = "    delivery: exactly_once\n    commit_interval: 0ms\n";
  }

  @AfterEach
  void letGo() throws IOException {
    hold.close();
  }

  @Override
  Way way(PipelineContext of) {
    context = of;
    return exactlyOnce ? new ExactlyOnce(of, hold, transactions) : super.way(of);
  }

  @Test
  void recordsArriveWithThePositionBehindThem() throws Exception {
    insert("a", "1");
    long last = attempt("b", "2");
    journal.outcome(Kind.APPLIED, last);
    start();
    awaitRecords(A, B);
    assertThat(committed().position()).isGreaterThan(last);
    assertThat(committed().open()).isEmpty();
  }

  @Test
  void theIdNamesClusterNodeAndDestination() throws Exception {
    start();
    await().until(() -> transactions.position().isPresent());
    assertThat(transactions.ids()).containsExactly(ID);
  }

  @Test
  void kafkasPositionHoldsWhereTheOwnIsOlder() throws Exception {
    start();
    await().until(() -> transactions.position().isPresent());
    stop();
    Path own = directory.resolve("state/checkpoints/demo.checkpoint");
    byte[] older = Files.readAllBytes(own);
    insert("a", "1");
    start();
    awaitRecords(A);
    stop();
    Files.write(own, older); // as after SIGKILL, before the position was stored
    insert("b", "2");
    start();
    awaitRecords(A, B);
  }

  @Test
  void kafkasPositionHoldsWhereTheOwnIsDamaged() throws Exception {
    insert("a", "1");
    start();
    awaitRecords(A);
    stop();
    Files.write(directory.resolve("state/checkpoints/demo.checkpoint"), new byte[] {1, 2, 3});
    insert("b", "2");
    start();
    awaitRecords(A, B);
  }

  @Test
  void aDestinationGoesOnWhereItStoodWhateverItWasBefore() throws Exception {
    exactlyOnce = false;
    insert("a", "1");
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A));
    stop();
    exactlyOnce = true;
    insert("b", "2");
    start();
    awaitRecords(B);
    stop();
    exactlyOnce = false;
    insert("c", "3");
    start();
    await().untilAsserted(() -> assertThat(kafka.records()).containsExactly(A, C));
    stop();
    exactlyOnce = true;
    insert("d", "4");
    start();
    awaitRecords(B, D);
  }

  /** It went on at least once, and what was open came to be known without another record. */
  @Test
  void atOnePositionTheOneWithLessOpenHolds() throws Exception {
    long a = attempt("a", "1");
    journal.outcome(Kind.APPLIED, a);
    start();
    awaitRecords(A);
    stop();
    Checkpoint last = committed();
    transactions.setPosition(
        CheckpointRecord.bytes(new Checkpoint(last.journalId(), last.position(), List.of(a))));
    insert("b", "2");
    start();
    awaitRecords(A, B);
  }

  /** More than a file of the state directory has room for. */
  @Test
  void whatIsDeliveredBehindThousandsOfOpenWritesDoesNotComeAgain() throws Exception {
    List<Long> open = new ArrayList<>();
    for (int i = 0; i <= Checkpoint.MAX_OPEN; i++) {
      open.add(attempt("open-" + i, "0"));
    }
    insert("a", "1");
    start();
    awaitRecords(A);
    stop();
    assertThat(committed().open()).isEqualTo(open);
    insert("b", "2");
    start();
    awaitRecords(A, B);
  }

  @Test
  void latestBeginsWithWhatIsWrittenAfterTheStartThoughNothingFollows() throws Exception {
    extra += "    start: latest\n";
    insert("a", "1");
    start();
    await().until(() -> transactions.position().isPresent());
    stop();
    insert("b", "2");
    start();
    awaitRecords(B);
  }

  @Test
  void anotherJournalInThePlaceOfTheOldOneIsReadFromItsBeginning() throws Exception {
    extra += "    start: latest\n";
    start();
    await().until(() -> transactions.position().isPresent());
    insert("a", "1");
    awaitRecords(A);
    stop();
    replaceJournal();
    insert("b", "2");
    start();
    awaitRecords(A, B);
  }

  @Test
  void anOlderCopyOfTheJournalIsRefused() throws Exception {
    Checkpoint ahead = new Checkpoint(journalId(), Position.of(9, 16));
    transactions.setPosition(CheckpointRecord.bytes(ahead));
    start();
    await().until(() -> counters.get(Counter.RESTARTS) > 0);
    assertThatThrownBy(this::begin)
        .isInstanceOf(TransactionalKafka.Unsuitable.class)
        .hasMessageContaining("older copy (key: journal)")
        .hasMessageContaining("name another checkpoint_topic");
    await() // the destination may be at its next attempt
        .until(() -> transactions.closed() == transactions.ids().size());
    assertThat(transactions.records()).isEmpty();
  }

  @Test
  void aPositionThatCannotBeReadIsRefused() throws Exception {
    transactions.setPosition(new byte[] {1, 2, 3});
    prepare();
    assertThatThrownBy(this::begin)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("checkpoint_topic");
    assertThat(transactions.closed()).isEqualTo(1);
  }

  @Test
  void nobodyIsFencedWhileAnotherRelayHasTheJournal() throws Exception {
    prepare();
    try (JournalHold other = new JournalHold(journal.directory())) {
      other.take();
      assertThatThrownBy(this::begin).isInstanceOf(DirectoryInUseException.class);
    }
    assertThat(transactions.ids()).isEmpty();
  }

  /** It slept for a while between asking and fencing, and has to leave the id to the other one. */
  @Test
  void whetherTheJournalIsStillOursIsAskedAgainAfterFencing() throws Exception {
    prepare();
    try (JournalHold other = new JournalHold(journal.directory())) {
      transactions.onFenced = () -> takeFrom(hold, other);
      assertThatThrownBy(this::begin).isInstanceOf(DirectoryInUseException.class);
    }
    assertThat(transactions.ids()).hasSize(1);
  }

  @Test
  void whoIsFencedSaysSoAndBeginsAtKafkasPosition() throws Exception {
    insert("a", "1");
    start();
    awaitRecords(A);
    transactions.takeOver(ID);
    insert("b", "2");
    awaitRecords(A, B);
    assertThat(counters.get(Counter.FENCED)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void whateverFailsEachChangeIsCommittedOnce(Step step) throws Exception {
    start();
    insert("a", "1");
    awaitRecords(A);
    AtomicInteger failures = new AtomicInteger();
    transactions.fails = now -> now == step && failures.getAndIncrement() < 2;
    if (step == Step.OPEN) {
      transactions.takeOver(ID);
    } else if (step == Step.ABORT) {
      insert("refused", TransactionalFake.POISON);
    }
    insert("b", "2");
    insert("c", "3");
    awaitRecords(A, B, C);
    assertThat(failures.get()).isGreaterThan(1);
    stop();
    insert("d", "4");
    start();
    awaitRecords(A, B, C, D);
  }

  /** A dead letter may be written twice; nothing else is lost or doubled. */
  @Test
  void whateverFailsAndWheneverEachChangeIsCommittedOnceAndInOrder() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    start();
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      if (random.nextInt(3) == 0) {
        failSoon(random);
      }
      boolean poison = random.nextInt(10) == 0;
      insert("k" + i, poison ? TransactionalFake.POISON : "v");
      if (!poison) {
        wanted.add("demo-topic {\"k\":\"k" + i + "\"} {\"v\":\"v\"}");
      }
      int most = random.nextInt(wanted.size() + 1);
      await().until(() -> transactions.records().size() >= most);
      if (random.nextInt(20) == 0) {
        stop();
        start();
      }
    }
    awaitAtLast(seed, wanted);
    stop();
    start();
    await().untilAsserted(() -> assertThat(deadLetters()).hasSize(CHANGES - wanted.size()));
    awaitAtLast(seed, wanted);
  }

  private void failSoon(Random random) {
    AtomicInteger steps = new AtomicInteger(random.nextInt(8));
    transactions.fails = step -> steps.getAndDecrement() == 0;
  }

  private void awaitAtLast(long seed, List<String> wanted) {
    await()
        .untilAsserted(
            () -> assertThat(transactions.records()).as("seed %d", seed).isEqualTo(wanted));
  }

  /** Where those stand that became dead letters. */
  private Set<String> deadLetters() throws IOException {
    Set<String> positions = new HashSet<>();
    try (Stream<Path> files = Files.list(directory.resolve("state/dead-letters/demo"))) {
      for (Path file : files.toList()) {
        Matcher matcher =
            Pattern.compile("\"position\":\"([^\"]+)").matcher(Files.readString(file));
        matcher.results().forEach(found -> positions.add(found.group(1)));
      }
    }
    return positions;
  }

  private void awaitRecords(String... records) {
    await().untilAsserted(() -> assertThat(transactions.records()).containsExactly(records));
  }

  private Checkpoint committed() throws IOException {
    return CheckpointRecord.read(transactions.position().orElseThrow());
  }

  private long journalId() throws IOException {
    return JournalIdentity.newest(journal.directory()).orElseThrow().getJournalId();
  }

  /** Without a destination that runs. */
  private void prepare() throws Exception {
    RelayConfig config = config("  - { keyspace: demo_ks, table: '*', destination: demo }\n");
    context =
        new PipelineContext(
            config,
            config.destinations().get(0),
            Share.all(List.of()),
            null,
            new TableSchemas(),
            new Reports(new Counters(), null, null, new RecentRecords(false)),
            null);
  }

  private Way.Passage begin() throws Exception {
    return way(context).begin(Optional.empty());
  }

  private static void takeFrom(JournalHold owner, JournalHold other) {
    try {
      owner.close();
      other.take();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (DirectoryInUseException e) {
      throw new IllegalStateException(e);
    }
  }
}
