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

/** The status page in a real browser. */
@EndToEnd
class StatusPageIT {
  private static final Path PICTURES =
      Checkout.root().resolve(System.getProperty("sluice.screenshots"));

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
  void itShowsWhatFlowsAndPausesAChannelForReal() {
    RelayProcess relay = open(settings("flows").channel(table, "flows"));
    AdminCommands commands = new AdminCommands(relay);
    TopicReader records = kafka.read("page-flows");
    browser.await(".destination .state", "transmitting");
    write(3);
    browser.await(".destination dl", "Delivered\n3, ");
    browser.await(".destination dl", "nothing waits");

    browser.click("tr .transmission button");
    browser.await("tr .transmission", "paused");
    write(1);
    browser.await("tr .backlog", "the oldest");
    assertThat(records.toTheEnd()).hasSize(3);
    assertThat(commands.done("channel", "status", "--no-pretty-print"))
        .contains(",true,false,FIFO");
    browser.click("tr .transmission button");
    browser.await("tr .transmission", "on");
    assertThat(records.next().key()).isEqualTo("{\"k\":4}");

    browser.click(".destination button");
    browser.await(".destination .state", "paused");
    browser.click(".destination button");
    browser.await(".destination .state", "transmitting");
    assertThat(browser.text("#no-records")).contains("Hidden, since they are your data");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void itShowsWhatIsWrongAndThatTheRelayIsGone() {
    RelaySettings settings =
        new RelaySettings().adminPort(Ports.free()).destination("stuck", "t", "127.0.0.1:1");
    RelayProcess relay = open(settings.channel(table, "stuck"));
    write(1);
    browser.await(".destination.bad .troubles", "Kafka takes no records");
    browser.await(".destination.bad dl", "the oldest");
    relay.kill();
    browser.await("#relay.lost", "no word from the relay since");
    relay.start();
    browser.await("#relay", "up since");
  }

  @Test
  void withATokenItAsksForIt() {
    open(settings("locked").token("s3cret").channel(table, "locked"));
    browser.await("#login", "admin.token");
    browser.type("#token", "wrong");
    browser.click("#login button");
    browser.await("#relay", "this token is not the one");
    browser.type("#token", "s3cret");
    browser.click("#login button");
    browser.await(".destination .state", "transmitting");
  }

  @Test
  void itFitsEveryScreenAndTaste() {
    RelaySettings settings =
        settings("demo_destination")
            .destination("search", "search", "127.0.0.1:1")
            .exactlyOnce()
            .envelope("change")
            .showRecords();
    open(settings.channel(table, "demo_destination").channel(table, "search"));
    write(20);
    browser.await("#records", "\"k\":20");
    browser.click("tr:last-child .transmission button");
    browser.await("tr:last-child .transmission", "paused");
    for (String scheme : new String[] {"light", "dark"}) {
      for (int width : new int[] {1280, 400}) {
        browser.resize(width, width == 400 ? 1500 : 900, scheme);
        assertThat(browser.overflow()).as("%s, %d px", scheme, width).isLessThanOrEqualTo(0);
        browser.showFromTheTop("#journal dd", "/var/lib/cassandra/sluice"); // not this machine's
        browser.picture(PICTURES.resolve("status-%s-%d.png".formatted(scheme, width)));
      }
    }
    assertThat(browser.complaints()).isEmpty();
  }

  private RelayProcess open(RelaySettings settings) {
    RelayProcess relay = servers.relay(settings);
    browser.open(relay.adminUrl() + "/");
    return relay;
  }

  private RelaySettings settings(String destination) {
    return new RelaySettings().destination(destination, "page-" + destination, kafka.bootstrap());
  }

  private void write(int rows) {
    for (int i = 0; i < rows; i++) {
      table.execute("INSERT INTO %s (k, v) VALUES (?, 'a value')", ++written);
    }
  }
}
