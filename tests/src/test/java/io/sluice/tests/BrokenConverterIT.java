package io.sluice.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sandbox.Checkout;
import io.sluice.sandbox.RelayProcess;
import io.sluice.tests.harness.CompiledJar;
import io.sluice.tests.harness.DeadLetterCommands;
import io.sluice.tests.harness.EndToEnd;
import io.sluice.tests.harness.Event;
import io.sluice.tests.harness.RelaySettings;
import io.sluice.tests.harness.Servers;
import io.sluice.tests.harness.SluiceCommand;
import io.sluice.tests.harness.Table;
import io.sluice.tests.harness.TopicReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A converter of somebody else's that throws where it meets a certain value. */
@EndToEnd
class BrokenConverterIT {
  private static final String SOURCE =
      """
      import java.util.Map;
      import org.apache.kafka.connect.data.Schema;
      import org.apache.kafka.connect.data.SchemaAndValue;
      import org.apache.kafka.connect.storage.Converter;

      public class BrokenConverter implements Converter {
        @Override
        public void configure(Map<String, ?> properties, boolean isKey) {}

        @Override
        public byte[] fromConnectData(String topic, Schema schema, Object value) {
          if (String.valueOf(value).contains("poison")) {
            throw new NullPointerException("somewhere deep inside");
          }
          return String.valueOf(value).contains("abyss") ? deeper(value) : new byte[] {1};
        }

        private byte[] deeper(Object value) {
          return deeper(value).clone();
        }

        @Override
        public SchemaAndValue toConnectData(String topic, byte[] value) {
          throw new UnsupportedOperationException();
        }
      }
      """;
  private static final String INSERT = "INSERT INTO %s (k, v) VALUES (?, ?)";

  private final Servers servers;
  private final Table table;

  BrokenConverterIT(Servers servers) {
    this.servers = servers;
    table = servers.cluster().keyspace().table("(k int PRIMARY KEY, v map<text, text>)");
  }

  @Test
  void whatItRefusesIsConvertedByABetterOneLater() throws IOException {
    Path plugins = servers.newDirectory("plugins");
    Path plugin = Files.createDirectory(plugins.resolve("broken"));
    CompiledJar.of("BrokenConverter", SOURCE, relayJars(), plugin);
    RelayProcess relay =
        servers.relay(settings().plugins(plugins).converters("{ class: BrokenConverter }"));

    table.execute(INSERT, 1, Map.of("a", "poison"));
    table.execute(INSERT, 2, Map.of("a", "abyss"));
    table.execute(INSERT, 3, Map.of("a", "b"));

    TopicReader records = servers.kafka().read(table.toString());
    assertThat(records.next().valueBytes().get()).containsExactly(1);
    DeadLetterCommands deadLetters = new DeadLetterCommands(relay);
    List<String> refused = deadLetters.list();
    assertThat(refused).hasSize(2);
    assertThat(refused.get(0))
        .contains("NullPointerException: somewhere deep inside", "\"table\":\"" + table + "\"");
    assertThat(refused.get(1)).contains("StackOverflowError");
    assertThat(relay.log()).content().contains("value_converter").doesNotContain("poison");

    settings().write(deadLetters.home(), servers.node().journalDirectory());
    SluiceCommand replay = deadLetters.replay("d");
    assertThat(replay.exitCode()).as(replay.output()).isZero();
    List<Event> mended = records.next(2);
    assertThat(mended).extracting(Event::key).containsExactly("{\"k\":1}", "{\"k\":2}");
    assertThat(mended)
        .extracting(Event::value)
        .containsExactly("{\"v\":{\"a\":\"poison\"}}", "{\"v\":{\"a\":\"abyss\"}}");
    assertThat(mended).extracting(Event::operation).containsOnly("INSERT");
  }

  private static String relayJars() throws IOException {
    try (Stream<Path> jars = Files.list(Checkout.root().resolve("relay/target/sluice/lib"))) {
      return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
  }

  private RelaySettings settings() {
    return new RelaySettings()
        .destination("d", table.toString(), servers.kafka().bootstrap())
        .channel(table, "d");
  }
}
