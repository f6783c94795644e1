package io.sluice.relay.admin;

import io.sluice.relay.LiveConfiguration;
import io.sluice.relay.config.DestinationConfig;
import io.sluice.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** A file of {@code conf.d} that commands write: one destination perhaps, and channels to it. */
final class AdditionFile {
  private static final String HEAD =
      "# Written by the command sluice, which reads and writes it again: comments get lost.\n";
  private static final String DESTINATIONS = "destinations";
  private static final String CHANNELS = "channels";

  private final LiveConfiguration configuration;
  private final String name;
  private final List<Map<String, Object>> destinations;
  private final List<Map<String, Object>> channels;

  private AdditionFile(LiveConfiguration configuration, String name, Map<?, ?> tree) {
    this.configuration = configuration;
    this.name = name;
    this.destinations = sections(tree, DESTINATIONS);
    this.channels = sections(tree, CHANNELS);
  }

  /**
   * The file of a destination, which need not exist.
   *
   * @throws ConfigEdits.ConflictException if no destination, and so no file, can have that name
   */
  static AdditionFile of(LiveConfiguration configuration, String destination)
      throws ConfigEdits.ConflictException, IOException {
    if (!DestinationConfig.NAME.matcher(destination).matches()) {
      throw new ConfigEdits.ConflictException(
          destination
              + " cannot name a destination; use up to 100 letters, digits, dots, dashes,"
              + " underscores");
    }
    String name = "sluice-" + destination + ".yaml";
    Path file = configuration.addition(name);
    Object tree =
        Files.exists(file)
            ? new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file))
            : Map.of();
    return new AdditionFile(configuration, name, tree instanceof Map<?, ?> map ? map : Map.of());
  }

  private static List<Map<String, Object>> sections(Map<?, ?> tree, String key) {
    List<Map<String, Object>> sections = new ArrayList<>();
    if (tree.get(key) instanceof List<?> list) {
      list.forEach(section -> sections.add(copy((Map<?, ?>) section)));
    }
    return sections;
  }

  static Map<String, Object> copy(Map<?, ?> section) {
    Map<String, Object> copy = new LinkedHashMap<>();
    section.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }

  /** To be changed, then {@link #save}d. */
  List<Map<String, Object>> destinations() {
    return destinations;
  }

  /** To be changed, then {@link #save}d. */
  List<Map<String, Object>> channels() {
    return channels;
  }

  /**
   * Has the relay take it up.
   *
   * @throws SettingsException if it has problems; nothing was changed then
   */
  void save() throws SettingsException, IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (!destinations.isEmpty()) {
      tree.put(DESTINATIONS, destinations);
    }
    if (!channels.isEmpty()) {
      tree.put(CHANNELS, channels);
    }
    configuration.put(name, tree.isEmpty() ? Optional.empty() : Optional.of(yaml(tree)));
  }

  private static String yaml(Map<String, Object> tree) {
    DumpSettings settings = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
    return HEAD + new Dump(settings).dumpToString(tree);
  }
}
