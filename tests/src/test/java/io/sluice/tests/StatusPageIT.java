package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Checkout;
import io.sluice.sandbox.Ports;
import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.AdminCommands;
import io.sluice.tests.harness.Browser;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Kafka;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The status page in a real browser. */
@EndToEnd
class StatusPageIT {
  private static final Path PICTURES =
      Checkout.root().resolve(System.getProperty("sluice.screenshots"));

  /** In seconds: those of the documents show a sparkline that is full. */
  private static final int SPARKLINE = PICTURES.endsWith("docs/images") ? 60 : 3;

  /** Pictures show a directory as others have it, and some records only. */
  private static final String NOT_THIS_MACHINE =
      """
      #journal [data-key=Directory] dd { font-size: 0 }
      #journal [data-key=Directory] dd::after {
        content: "/var/lib/cassandra/data/sluice";
        font-size: .87rem;
      }
      #records li:nth-child(n + 6) { display: none }
      """;

  private static final String NO_BROKER = "127.0.0.1:1";
  private static final String BACKLOG = ".figures div:nth-child(1)";
  private static final String DELIVERED = ".figures div:nth-child(2)";
  private static final String LATENCY = ".figures div:nth-child(3)";

  private final Servers servers;
  private final Kafka kafka;
  private final Table table;
  private Browser browser;
  private int written;

  StatusPageIT(Servers servers) {
    this.servers = servers;
    this.kafka = servers.kafka();
    this.table = servers.cluster().keyspace().table("(k int PRIMARY KEY, v text)");
  }

  @BeforeEach
  void startBrowser() {
    browser = Browser.start(servers.newDirectory("browser"));
  }

  @AfterEach
  void closeBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void itShowsWhatFlows() {
    open(settings("flows").channel(table, "flows"));
    browser.await("#summary", "1 transmitting");
    browser.await(".destination.good .state", "transmitting");
    write(3);
    browser.await(DELIVERED, "3 in all");
    browser.await(BACKLOG, "nothing");
    browser.await(LATENCY, "p99");
    browser.awaitCount(".line[d^=M]", 3); // a line for each of the figures
    browser.await("#journal", "Captured");
    assertThat(browser.text("#records-hidden")).contains("Hidden, since they are your data");
    assertThat(browser.text("#records")).isEmpty();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void itPausesAndResumesForReal() {
    RelayProcess relay = open(settings("paused").channel(table, "paused"));
    TopicReader records = kafka.read("page-paused");
    browser.await("tr .transmission", "on");
    browser.click("tr .transmission button");
    browser.await("tr .transmission", "paused");
    write(1);
    browser.await("tr .backlog", "oldest");
    assertThat(records.toTheEnd()).isEmpty();
    assertThat(new AdminCommands(relay).done("channel", "status", "--no-pretty-print"))
        .contains(",true,false,FIFO");

    browser.await("tr .transmission button", "Resume");
    browser.press(Keys.ENTER); // the button that was clicked still has the focus
    browser.await("tr .transmission", "on");
    assertThat(records.next().key()).isEqualTo("{\"k\":1}");

    browser.click(".destination button");
    browser.await(".destination.wait .state", "paused");
    browser.await("tr .transmission", "on, its destination is not");
    browser.click(".destination button");
    browser.await(".destination.good .state", "transmitting");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whatIsRefusedIsToldAtTheButton() {
    open(settings("both").channel(table, "both").channel(table.keyspace(), "*", "both"));
    browser.await("tr:first-child .transmission", "on");
    browser.click("tr:first-child .transmission button");
    browser.await("tr:first-child .transmission", "paused");
    browser.click("tr:last-child .transmission button");
    browser.await("tr:last-child .transmission .refusal", "pause that one");
    assertThat(browser.text("tr:last-child .transmission")).startsWith("on");
  }

  @Test
  void itShowsWhatIsWrongAndThatTheRelayIsGone() {
    RelaySettings settings =
        new RelaySettings().adminPort(Ports.free()).destination("stuck", "t", NO_BROKER);
    RelayProcess relay = open(settings.channel(table, "stuck"));
    write(1);
    browser.await(".destination.bad .troubles", "Kafka takes no records");
    browser.await(".destination.bad .troubles", "since ");
    browser.await("#summary", "1 in trouble");
    browser.await(BACKLOG, "oldest");
    relay.kill();
    browser.await(".lost #summary", "No word from the relay since");
    relay.start();
    browser.await("body:not(.lost) #summary", "1 ");
  }

  @Test
  void withATokenItAsksForIt() {
    open(settings("locked").token("s3cret").channel(table, "locked"));
    browser.await("#login", "admin.token");
    answer("wrong");
    browser.await("#login-refusal", "this token is not the one");
    answer("s3cret…");
    browser.await("#login-refusal", "no token has such characters");
    answer("s3cret");
    browser.await(".destination .state", "transmitting");
    browser.click("tr .collection button");
    browser.await("tr .collection", "paused");
    browser.reload();
    browser.await("tr .collection", "paused"); // without a further question
  }

  private void answer(String token) {
    browser.type("#token", token);
    browser.click("#login button");
  }

  @Test
  void eachRecordIsShownOnce() {
    RelaySettings settings =
        new RelaySettings()
            .adminPort(Ports.free())
            .destination("one", "page-same", kafka.bootstrap())
            .destination("two", "page-same", kafka.bootstrap());
    RelayProcess relay = open(settings.showRecords().channel(table, "one").channel(table, "two"));
    browser.await("#no-records", "None since the relay started");
    write(2);
    browser.awaitCount("#records li", 4);
    table.execute("DELETE FROM %s WHERE k = 2");
    browser.await("#records li:first-child", "DELETE " + table + " → page-same\n{\"k\":2} null");
    browser.awaitCount("#records li", 6);
    browser.click("#still");
    relay.stop(); // with its positions: nothing is delivered again
    relay.start();
    browser.await("body:not(.lost) #summary", "2 transmitting");
    write(1);
    browser.await(DELIVERED, "1 in all");
    assertThat(browser.text("#records")).contains("{\"k\":1}");
    browser.click("#still");
    browser.awaitCount("#records li", 2);
    assertThat(browser.text("#records"))
        .contains("INSERT", "{\"k\":3}")
        .doesNotContain("{\"k\":1}");
  }

  @Test
  void itFitsEveryScreenAndTaste() {
    RelaySettings settings =
        settings("demo_destination")
            .destination("search", "search", NO_BROKER)
            .exactlyOnce()
            .envelope("change")
            .showRecords();
    open(settings.channel(table, "demo_destination").channel(table, "search"));
    browser.await("tr:last-child .transmission", "on");
    browser.click("tr:last-child .transmission button");
    browser.await("tr:last-child .transmission", "paused");
    browser.await(".destination.bad .troubles", "Kafka");
    while (browser.points(DELIVERED + " .line") < SPARKLINE) {
      write(10);
    }
    browser.style(NOT_THIS_MACHINE);
    for (String scheme : new String[] {"light", "dark"}) {
      for (int width : new int[] {1280, 400}) {
        assertFits(width, scheme);
        browser.picture(PICTURES.resolve("status-%s-%d.png".formatted(scheme, width)));
      }
    }
    assertFits(360, "dark");
  }

  private void assertFits(int width, String scheme) {
    browser.resize(width, 900, scheme);
    assertThat(browser.overflow()).as("%s, %d px", scheme, width).isLessThanOrEqualTo(0);
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.violations()).as("%s, %d px", scheme, width).isEmpty();
  }

  private RelayProcess open(RelaySettings settings) {
    RelayProcess relay = servers.relay(settings);
    browser.open(relay.adminUrl() + "/");
    return relay;
  }

  private RelaySettings settings(String destination) {
    return new RelaySettings()
        .destination(destination, "page-" + destination, kafka.bootstrap())
        .latest(); // and not what other tests have left
  }

  private void write(int rows) {
    for (int i = 0; i < rows; i++) {
      table.execute("INSERT INTO %s (k, v) VALUES (?, 'a value')", ++written);
    }
  }
}
