package io.sluice.settings;

import java.util.ArrayList;
import java.util.List;

/** The problems found in one file so far, shared by all its sections. Not for use by threads. */
final class Problems {
  private final String source;
  private final List<String> found = new ArrayList<>();

  Problems(String source) {
    this.source = source;
  }

  void add(String key, String message) {
    String problem = key.isEmpty() ? message : key + ": " + message;
    if (!found.contains(problem)) { // a key may be asked for twice
      found.add(problem);
    }
  }

  void throwIfAny() throws SettingsException {
    if (!found.isEmpty()) {
      throw new SettingsException(source, found);
    }
  }
}
