package io.sluice.relay.cli;

import io.sluice.relay.LiveConfiguration;
import io.sluice.relay.Relay;
import io.sluice.relay.admin.AdminServer;
import io.sluice.relay.checkpoint.DirectoryInUseException;
import io.sluice.relay.config.ConfigurationFiles;
import io.sluice.relay.config.RelayConfig;
import io.sluice.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice relay}: runs until it is told to stop. */
@Command(
    name = "relay",
    description = {
      "Runs the relay beside a Cassandra node: reads the write-ahead file of the node's trigger"
          + " and delivers every change to the destinations that its channels lead to.",
      "",
      "SIGTERM or Ctrl-C stops it: what is under way is delivered, positions are stored.",
      "",
      "It takes up changes of its configuration by itself, within two seconds, or at once on SIGHUP."
          + " A configuration with a problem is refused as a whole, and told in the log."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Sluice.Version.class,
    footer = {
      "",
      "Example:",
      "  sluice relay --config /etc/sluice/relay.yaml",
      "",
      "with a relay.yaml like:",
      "  journal: /var/lib/cassandra/sluice",
      "  state: /var/lib/sluice",
      "  destinations:",
      "    - name: demo_destination",
      "      topic: demo-topic",
      "      kafka: { bootstrap.servers: \"localhost:9092\" }",
      "  channels:",
      "    - { keyspace: demo_ks, table: demo_table, destination: demo_destination }",
      "",
      "More destinations and channels may stand in conf.d/*.yaml beside it. For a Kafka Connect",
      "converter of your own, such as Avro's, plugin_path: DIRECTORY has a directory with its jars.",
      "",
      "Memory: the heap is 256 MB, which is enough for 4 destinations. Have 64 MB, and 45 MB for",
      "each destination and million of dedupe.max_entries. To give it more:",
      "  JAVA_OPTS=-Xmx512m sluice relay --config /etc/sluice/relay.yaml"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped as asked",
      "1:failed",
      "2:wrong usage or configuration",
      "3:the state directory or the journal is in use by another relay"
    })
final class RelayCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(RelayCommand.class);

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The relay's configuration: a YAML file.")
  private Path config;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      return run(new ConfigurationFiles(config));
    } catch (SettingsException e) {
      return refuse(e, Sluice.USAGE);
    } catch (DirectoryInUseException e) {
      return refuse(e, Sluice.IN_USE);
    }
  }

  private static int run(ConfigurationFiles files)
      throws IOException, InterruptedException, DirectoryInUseException, SettingsException {
    String digest = files.digest();
    RelayConfig config = RelayConfig.load(files.main());
    Relay relay = Relay.start(config);
    StopOnSignal.install(relay);
    LiveConfiguration live = LiveConfiguration.watch(files, digest, config, relay);
    ReloadOnSignal.install(live);
    if (config.admin().isPresent()) {
      AdminServer.start(config.admin().get(), relay, live);
    }
    log.info("sluice relay started: {}", config.summary());
    return relay.await() ? 0 : Sluice.FAILED;
  }

  private int refuse(Exception problem, int exitCode) {
    spec.commandLine().getErr().println(problem.getMessage());
    return exitCode;
  }
}
