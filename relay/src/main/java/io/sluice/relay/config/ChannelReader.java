package io.sluice.relay.config;

import io.sluice.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the {@code channels} of one file after the other. */
final class ChannelReader {
  private static final Pattern NAME_PATTERN = Pattern.compile("[A-Za-z0-9_*]+");

  private final List<Settings> sections = new ArrayList<>();
  private final List<ChannelConfig> channels = new ArrayList<>();

  void read(Settings file) {
    for (Settings section : file.sections("channels")) {
      ChannelConfig channel = channel(section);
      if (channels.stream().anyMatch(other -> other.key().equals(channel.key()))) {
        section.problem("", "the same channel is there already; remove one of them");
      }
      sections.add(section);
      channels.add(channel);
    }
  }

  /** What was read so far. */
  List<ChannelConfig> read() {
    return channels;
  }

  /** Reports channels that lead nowhere. */
  void check(Set<String> destinations) {
    for (int i = 0; i < channels.size(); i++) {
      String destination = channels.get(i).destination();
      if (!destination.isEmpty() && !destinations.contains(destination)) {
        Settings section = sections.get(i);
        section.problem(
            "destination",
            section.written("destination")
                + " is no destination; add it to destinations, or name one of "
                + String.join(", ", destinations));
      }
    }
  }

  private static ChannelConfig channel(Settings section) {
    ChannelKey key =
        new ChannelKey(
            section.has("data_center") ? section.requiredText("data_center") : ChannelKey.ANY,
            name(section, "keyspace"),
            name(section, "table"),
            section.requiredText("destination", "name the destination that the changes go to"));
    return new ChannelConfig(
        key,
        section.flag("collection_enabled", ChannelConfig.DEFAULT_COLLECTION_ENABLED),
        section.flag("transmission_enabled", ChannelConfig.DEFAULT_TRANSMISSION_ENABLED));
  }

  private static String name(Settings section, String key) {
    String name = section.requiredText(key, "name the " + key + ", or give * for every one");
    if (!name.isEmpty() && !NAME_PATTERN.matcher(name).matches()) {
      section.problem(
          key,
          section.written(key)
              + " can be no "
              + key
              + "'s name; use letters, digits, underscores, and * for any letters; each of"
              + " several has a channel of its own");
    }
    return name;
  }
}
