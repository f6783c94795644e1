package io.sluice.relay.admin;

import io.sluice.relay.LiveConfiguration;
import io.sluice.relay.Relay;
import io.sluice.relay.config.ChannelKey;
import io.sluice.settings.SettingsException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Changes of a relay's configuration by operators' commands. What they create stands in a file of
 * {@code conf.d} for each destination, {@code sluice-<destination>.yaml}; what stands anywhere else
 * is an editor's to change. Every change is taken up at once, or refused and not there at all.
 *
 * <p>For many threads, one after the other.
 */
final class ConfigEdits {
  private final LiveConfiguration configuration;
  private final RelayView view;
  private final Relay relay;

  ConfigEdits(LiveConfiguration configuration, RelayView view, Relay relay) {
    this.configuration = configuration;
    this.view = view;
    this.relay = relay;
  }

  /** Something is not as the change takes it to be; the message says what to do instead. */
  static final class ConflictException extends Exception {
    private static final long serialVersionUID = 1;

    ConflictException(String message) {
      super(message);
    }

    static ConflictException noDestination(String name) {
      return new ConflictException(
          "there is no destination " + name + "; sluice destination list shows those that are");
    }
  }

  /**
   * Adds a destination.
   *
   * @param section as in relay.yaml; its name is needed to name the file
   */
  synchronized void createDestination(Map<String, Object> section)
      throws ConflictException, SettingsException, IOException {
    String name = required(section, "name");
    if (view.hasDestination(name)) {
      throw new ConflictException(
          "destination " + name + " is there already; change it with sluice destination update");
    }
    AdditionFile file = AdditionFile.of(configuration, name);
    file.destinations().add(section);
    file.save();
  }

  /**
   * Changes keys of a destination.
   *
   * @param changes of keys as in relay.yaml; null removes one, so that its default holds
   */
  synchronized void updateDestination(String name, Map<String, Object> changes)
      throws ConflictException, SettingsException, IOException {
    AdditionFile file = AdditionFile.of(configuration, name);
    Map<String, Object> section = ours(file, name);
    merge(section, changes);
    file.save();
  }

  static String required(Map<String, Object> section, String key) throws ConflictException {
    Object value = section.get(key);
    if (value == null) {
      throw new ConflictException(key + ": missing");
    }
    return value.toString();
  }

  private static void merge(Map<String, Object> section, Map<String, Object> changes) {
    changes.forEach(
        (key, value) -> {
          if (value == null) {
            section.remove(key);
          } else if (value instanceof Map<?, ?> nested && section.get(key) instanceof Map<?, ?>) {
            Map<String, Object> merged = AdditionFile.copy((Map<?, ?>) section.get(key));
            merge(merged, AdditionFile.copy(nested));
            section.put(key, merged);
          } else {
            section.put(key, value);
          }
        });
  }

  /** Removes a destination, with the channels that commands made to it. */
  synchronized void deleteDestination(String name)
      throws ConflictException, SettingsException, IOException {
    AdditionFile file = AdditionFile.of(configuration, name);
    file.destinations().remove(ours(file, name));
    file.channels().clear();
    file.save();
    relay.forget(name);
  }

  private Map<String, Object> ours(AdditionFile file, String name) throws ConflictException {
    Optional<Map<String, Object>> found =
        file.destinations().stream().filter(one -> name.equals(one.get("name"))).findFirst();
    if (found.isEmpty() && view.hasDestination(name)) {
      throw new ConflictException(
          "destination "
              + name
              + " stands in relay.yaml or a file of conf.d that no command wrote; change it there,"
              + " which the relay notices");
    }
    return found.orElseThrow(() -> ConflictException.noDestination(name));
  }

  /** Adds a channel. */
  synchronized void createChannel(Map<String, Object> section)
      throws ConflictException, SettingsException, IOException {
    String destination = required(section, "destination");
    if (!view.hasDestination(destination)) {
      throw new ConflictException(
          "there is no destination " + destination + "; create it with sluice destination create");
    }
    ChannelKey key = key(section);
    if (view.hasChannel(key)) {
      throw new ConflictException(
          "channel " + key + " is there already; change it with sluice channel update");
    }
    AdditionFile file = AdditionFile.of(configuration, destination);
    file.channels().add(section);
    file.save();
  }

  /**
   * Changes keys of a channel.
   *
   * @param section what the channel is known by, and the keys to be changed; null removes one
   */
  synchronized void updateChannel(Map<String, Object> section)
      throws ConflictException, SettingsException, IOException {
    AdditionFile file = AdditionFile.of(configuration, required(section, "destination"));
    merge(ours(file, key(section)), section);
    file.save();
  }

  /** Removes a channel, and what it has kept. */
  synchronized void deleteChannel(Map<String, Object> section)
      throws ConflictException, SettingsException, IOException {
    AdditionFile file = AdditionFile.of(configuration, required(section, "destination"));
    ChannelKey key = key(section);
    Map<String, Object> removed = ours(file, key);
    file.channels().removeIf(one -> one == removed);
    file.save();
    relay.forget(key);
  }

  private static ChannelKey key(Map<String, Object> section) throws ConflictException {
    return new ChannelKey(
        section.getOrDefault("data_center", ChannelKey.ANY).toString(),
        required(section, "keyspace"),
        required(section, "table"),
        required(section, "destination"));
  }

  private static Map<String, Object> ours(AdditionFile file, ChannelKey key)
      throws ConflictException {
    for (Map<String, Object> section : file.channels()) {
      if (key(section).equals(key)) {
        return section;
      }
    }
    for (Map<String, Object> section : file.channels()) {
      ChannelKey other = key(section);
      if (other.equals(
          new ChannelKey(other.dataCenter(), key.keyspace(), key.table(), key.destination()))) {
        throw new ConflictException(
            "no command made such a channel, but one of data center %1$s: name it with --data-center-id %1$s"
                .formatted(other.dataCenter()));
      }
    }
    throw new ConflictException(
        "no command made such a channel; sluice channel status shows those that are, and those of"
            + " relay.yaml are changed there, which the relay notices");
  }
}
