package io.sluice.relay.config;

import io.sluice.relay.plugin.Plugins;
import io.sluice.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.storage.Converter;

/** Reads {@code key_converter} and {@code value_converter}, and tries the converter out. */
final class ConverterReader {
  private static final String CLASS = "class";

  private final Plugins plugins;

  ConverterReader(Plugins plugins) {
    this.plugins = plugins;
  }

  ConverterConfig read(Settings destination, String key) {
    Map<String, String> properties = new HashMap<>(destination.entries(key));
    Settings section = destination.section(key);
    String name = section.text(CLASS, ConverterConfig.DEFAULT_CLASS);
    properties.remove(CLASS);
    if (name.equals(ConverterConfig.DEFAULT_CLASS)) {
      ConverterConfig.DEFAULT_PROPERTIES.forEach(properties::putIfAbsent);
    }
    ConverterConfig converter = new ConverterConfig(type(section, name), properties);
    tryOut(section, converter, key.startsWith("key"));
    return converter;
  }

  private Class<? extends Converter> type(Settings section, String name) {
    try {
      return plugins.converter(name);
    } catch (ClassNotFoundException | LinkageError e) {
      section.problem(
          CLASS,
          section.written(CLASS)
              + " cannot be loaded ("
              + loadFailure(name, e)
              + "); put its jar, and what it needs, into "
              + plugins.places());
    } catch (ClassCastException e) {
      section.problem(
          CLASS, section.written(CLASS) + " is not an org.apache.kafka.connect.storage.Converter");
    }
    return Unusable.class;
  }

  /** Says which class it was that something else needs. */
  private static String loadFailure(String name, Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    String kind = failure.getClass().getSimpleName();
    return message.equals(name) ? kind : kind + ": " + message;
  }

  private static void tryOut(Settings section, ConverterConfig converter, boolean key) {
    try {
      converter.create(key).close();
    } catch (OutOfMemoryError | InternalError | UnknownError e) {
      throw e; // the JVM's own trouble
    } catch (Exception | Error e) {
      if (converter.type() != Unusable.class) {
        section.problem("", "the converter refuses its properties: " + reason(converter, e));
      }
    }
  }

  /** What a converter says may quote its properties, and among them may be secrets. */
  private static String reason(ConverterConfig converter, Throwable failure) {
    String reason = failure.toString();
    for (String value : converter.properties().values()) {
      reason = value.length() < 4 ? reason : reason.replace(value, "…");
    }
    return reason;
  }

  /** Stands in for a class that was not found, until the problem is reported. */
  private abstract static class Unusable implements Converter {}
}
