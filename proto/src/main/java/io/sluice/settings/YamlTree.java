package io.sluice.settings;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.ConstructYamlNull;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * Reads a YAML file into maps, lists and texts. All scalars stay texts as they were written, so
 * that {@code topic: 007} or {@code version: 1.10} arrive unchanged; {@link Settings} alone decides
 * what a value is.
 */
final class YamlTree {
  private YamlTree() {}

  /** An empty file is an empty mapping. */
  static Map<?, ?> read(Path file) throws SettingsException {
    Object tree = parse(file, content(file));
    if (tree == null) {
      return Map.of();
    }
    if (tree instanceof Map) {
      return (Map<?, ?>) tree;
    }
    throw new SettingsException(
        file.toString(), "not a mapping; write settings as lines of the form key: value", null);
  }

  private static String content(Path file) throws SettingsException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new SettingsException(file.toString(), reason(e), e);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file; check the path";
    }
    if (e instanceof AccessDeniedException) {
      return "not readable by this user; change its owner or mode";
    }
    return "cannot be read as UTF-8 text (" + e + ")";
  }

  private static Object parse(Path file, String content) throws SettingsException {
    LoadSettings settings =
        LoadSettings.builder().setSchema(new TextSchema()).setAllowDuplicateKeys(false).build();
    try {
      return new Load(settings).loadFromString(content);
    } catch (MarkedYamlEngineException e) {
      // The exception's own message quotes the lines around the problem, secrets and all.
      String line = e.getProblemMark().map(m -> "line " + (m.getLine() + 1) + ": ").orElse("");
      throw new SettingsException(file.toString(), line + "not YAML: " + e.getProblem(), null);
    } catch (YamlEngineException e) {
      throw new SettingsException(file.toString(), "not YAML: " + e.getMessage(), null);
    }
  }

  /** Every scalar is a text, but for one left empty. */
  private static final class TextSchema implements Schema {
    @Override
    public ScalarResolver getScalarResolver() {
      return (value, plain) -> plain && isNull(value) ? Tag.NULL : Tag.STR;
    }

    @Override
    public Map<Tag, ConstructNode> getSchemaTagConstructors() {
      return Map.of(Tag.NULL, new ConstructYamlNull());
    }

    private static boolean isNull(String value) {
      return value.isEmpty() || value.equals("~") || value.equals("null");
    }
  }
}
