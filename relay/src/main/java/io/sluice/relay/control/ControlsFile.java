package io.sluice.relay.control;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.sluice.relay.config.ChannelKey;
import io.sluice.wal.DurableDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file of {@link Controls}: JSON, replaced as a whole. */
final class ControlsFile {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .setVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  private ControlsFile() {}

  private record Contents(int lanes, Map<String, Switches> destinations, List<Channel> channels) {}

  private record Channel(ChannelKey channel, ChannelControl control) {}

  static Controls.State read(Path file) throws IOException {
    if (Files.notExists(file)) {
      return Controls.State.NONE;
    }
    try {
      return state(JSON.readValue(file.toFile(), Contents.class));
    } catch (IOException e) {
      throw new IOException(
          "cannot read "
              + file
              + ", which says what is paused: "
              + e.getMessage()
              + "; put it back from a backup, or remove it, which resumes every channel and leaves"
              + " out what paused ones have kept",
          e);
    }
  }

  private static Controls.State state(Contents contents) {
    Map<ChannelKey, ChannelControl> channels = new LinkedHashMap<>();
    contents.channels.forEach(one -> channels.put(one.channel(), one.control()));
    return new Controls.State(contents.lanes, contents.destinations, channels);
  }

  static void write(Path file, Controls.State state) throws IOException {
    List<Channel> channels =
        state.channels().entrySet().stream()
            .map(one -> new Channel(one.getKey(), one.getValue()))
            .toList();
    DurableDirectory.replace(
        file,
        JSON.writerWithDefaultPrettyPrinter()
            .writeValueAsBytes(new Contents(state.lanes(), state.destinations(), channels)),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }
}
