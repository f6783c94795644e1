package io.sluice.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One mapping of a YAML file, read key by key. Nothing throws before {@link #finish()}: a wrong or
 * missing value becomes a problem, the fallback is returned, and reading goes on, so that the
 * operator sees all problems at once. A key left empty counts as absent.
 *
 * <p>{@code ${env:NAME}} and {@code ${file:/path}} in a value are replaced by what they stand for;
 * messages show the value as it was written, never what it stood for.
 *
 * <p>For one thread.
 */
public final class Settings {
  private final String path;
  private final Map<String, Object> tree;
  private final Problems problems;
  private final References references;
  private final TreeSet<String> known = new TreeSet<>();
  private final Map<String, List<Settings>> children = new LinkedHashMap<>();

  private Settings(String path, Map<?, ?> tree, Problems problems, References references) {
    this.path = path;
    this.problems = problems;
    this.references = references;
    this.tree = new LinkedHashMap<>();
    tree.forEach((key, value) -> this.tree.put(String.valueOf(key), value));
  }

  /**
   * Reads a file; an empty one holds no settings.
   *
   * @throws SettingsException if it is missing, unreadable, not YAML or not a mapping
   */
  public static Settings load(Path file) throws SettingsException {
    return of(file.toString(), YamlTree.read(file));
  }

  /**
   * Settings from a tree that was read elsewhere.
   *
   * @param name stands for the file in messages
   * @param tree maps, lists and scalars; scalars are taken by their text
   */
  public static Settings of(String name, Map<?, ?> tree) {
    return of(name, tree, System::getenv);
  }

  static Settings of(String name, Map<?, ?> tree, UnaryOperator<String> environment) {
    return new Settings("", tree, new Problems(name), new References(environment));
  }

  /** Whether the key has a value. */
  public boolean has(String key) {
    known.add(key);
    return tree.get(key) != null;
  }

  /** The value as it stands in the file, for messages: no reference in it is resolved. */
  public String written(String key) {
    return String.valueOf(tree.get(key));
  }

  public String text(String key, String fallback) {
    return scalar(key).orElse(fallback);
  }

  /** The text, or a problem and the empty text. */
  public String requiredText(String key) {
    return requiredText(key, "give a value");
  }

  /**
   * The text, or a problem and the empty text.
   *
   * @param fix what to do if it is missing: "name the Kafka topic, for example topic: demo-topic"
   */
  public String requiredText(String key, String fix) {
    if (!has(key)) {
      problem(key, "missing; " + fix);
    }
    return scalar(key).orElse("");
  }

  public boolean flag(String key, boolean fallback) {
    return parsed(key, fallback, Scalars::flag);
  }

  /** A whole number from {@code min} to {@code max}, both included. */
  public int number(String key, int fallback, int min, int max) {
    return parsed(key, fallback, text -> Scalars.number(text, min, max));
  }

  /** Bytes, written plain or as KiB, MiB, GiB or TiB; from {@code min} to {@code max}. */
  public long size(String key, long fallback, long min, long max) {
    return parsed(key, fallback, text -> Scalars.size(text, min, max));
  }

  /** A whole number of ms, s, m, h or d; from {@code min} to {@code max}. */
  public Duration duration(String key, Duration fallback, Duration min, Duration max) {
    return parsed(key, fallback, text -> Scalars.duration(text, min, max));
  }

  /** One of an enum's constants, in lower case in the file. */
  public <E extends Enum<E>> E choice(String key, E fallback) {
    return parsed(key, fallback, text -> Scalars.choice(text, fallback.getDeclaringClass()));
  }

  /** A path; a relative one is relative to the process's working directory. */
  public Path path(String key, Path fallback) {
    return parsed(key, fallback, Settings::toPath);
  }

  /** The single values of a list; a value beside no other may stand without the list. */
  public List<String> texts(String key) {
    if (!has(key) || !(tree.get(key) instanceof Iterable)) {
      return scalar(key).map(List::of).orElse(List.of());
    }
    List<String> texts = new ArrayList<>();
    for (Object element : (Iterable<?>) tree.get(key)) {
      scalar(key, element).ifPresent(texts::add);
    }
    return texts;
  }

  /** A mapping of free keys to single values, in the order of the file; empty where absent. */
  public Map<String, String> entries(String key) {
    Settings section = section(key);
    Map<String, String> entries = new LinkedHashMap<>();
    for (String name : section.tree.keySet()) {
      section.scalar(name).ifPresent(value -> entries.put(name, value));
    }
    return entries;
  }

  /**
   * The same mapping for later: each time it is asked, with what files and variables hold then, so
   * that a secret may be replaced while the process runs. Any thread may ask.
   *
   * @return throws IllegalArgumentException, with a message for the operator, where a reference
   *     leads nowhere any more
   */
  public Supplier<Map<String, String>> entriesAnew(String key) {
    Map<String, String> written = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : section(key).tree.entrySet()) {
      if (entry.getValue() != null) {
        written.put(entry.getKey(), String.valueOf(entry.getValue()));
      }
    }
    References then = references; // without this, which is for one thread
    return () -> {
      Map<String, String> now = new LinkedHashMap<>();
      written.forEach((name, text) -> now.put(name, then.resolve(text)));
      return now;
    };
  }

  /** A mapping under the key; an empty one where absent. */
  public Settings section(String key) {
    known.add(key);
    return children.computeIfAbsent(key, k -> List.of(child(k, tree.get(k)))).get(0);
  }

  /** A list of mappings under the key; empty where absent. */
  public List<Settings> sections(String key) {
    known.add(key);
    return children.computeIfAbsent(key, this::list);
  }

  /** Adds a problem of the caller's finding; say what is wrong and how to put it right. */
  public void problem(String key, String message) {
    problems.add(pathOf(key), message);
  }

  /**
   * To be called on the outermost settings, when all keys have been asked for: those that were not
   * are unknown.
   *
   * @throws SettingsException listing all problems, if there are any
   */
  public void finish() throws SettingsException {
    reportUnknownKeys();
    problems.throwIfAny();
  }

  private void reportUnknownKeys() {
    for (String key : tree.keySet()) {
      if (!known.contains(key)) {
        problem(key, "unknown key; " + suggestion(key));
      }
    }
    children.values().forEach(list -> list.forEach(Settings::reportUnknownKeys));
  }

  private String suggestion(String key) {
    return NearestName.of(key, known)
        .map(name -> "did you mean " + name + "?")
        .orElseGet(() -> "known here: " + String.join(", ", known));
  }

  private <T> T parsed(String key, T fallback, Function<String, T> parser) {
    Optional<String> text = scalar(key);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      return parser.apply(text.get());
    } catch (IllegalArgumentException e) {
      problem(key, tree.get(key) + " " + e.getMessage());
      return fallback;
    }
  }

  private Optional<String> scalar(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    return scalar(key, tree.get(key));
  }

  private Optional<String> scalar(String key, Object value) {
    if (value instanceof Map || value instanceof Iterable) {
      problem(key, "needs a single value, not " + kind(value));
      return Optional.empty();
    }
    return resolved(key, String.valueOf(value));
  }

  private Optional<String> resolved(String key, String text) {
    try {
      return Optional.of(references.resolve(text));
    } catch (IllegalArgumentException e) {
      problem(key, e.getMessage());
      return Optional.empty();
    }
  }

  private List<Settings> list(String key) {
    Object value = tree.get(key);
    List<Settings> list = new ArrayList<>();
    if (value instanceof Iterable) {
      for (Object element : (Iterable<?>) value) {
        list.add(child(key + "[" + list.size() + "]", element == null ? "" : element));
      }
    } else if (value != null) {
      problem(key, "needs a list of mappings (each starting with \"- \"), not " + kind(value));
    }
    return list;
  }

  private Settings child(String key, Object value) {
    boolean mapping = value instanceof Map;
    if (!mapping && value != null) {
      problem(key, "needs a mapping (lines of the form key: value), not " + kind(value));
    }
    return new Settings(pathOf(key), mapping ? (Map<?, ?>) value : Map.of(), problems, references);
  }

  private String pathOf(String key) {
    return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
  }

  private static String kind(Object value) {
    if (value instanceof Map) {
      return "a mapping";
    }
    return value instanceof Iterable ? "a list" : "a single value";
  }

  private static Path toPath(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is not a path", e);
    }
  }
}
