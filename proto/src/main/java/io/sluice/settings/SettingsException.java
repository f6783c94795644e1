package io.sluice.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Settings that can't be used. The message is meant for the operator as it stands: it names the
 * file and then, one line each, every problem with its key and the fix. It holds no value that came
 * from {@code ${env:…}} or {@code ${file:…}}.
 */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  /**
   * Problems of one file.
   *
   * @param source the file, as the operator knows it
   * @param problems at least one
   */
  public SettingsException(String source, List<String> problems) {
    this(describe(source, problems), List.copyOf(problems), null);
  }

  SettingsException(String source, String problem, Throwable cause) {
    this(describe(source, List.of(problem)), List.of(problem), cause);
  }

  private SettingsException(String message, List<String> problems, Throwable cause) {
    super(message, cause);
    this.problems = problems;
  }

  /** The problems of several files as one. */
  public static SettingsException all(Collection<SettingsException> causes) {
    List<String> messages = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (SettingsException cause : causes) {
      messages.add(cause.getMessage());
      problems.addAll(cause.problems());
    }
    return new SettingsException(String.join("\n", messages), List.copyOf(problems), null);
  }

  /** Every problem, in the order of the file where that is known; never empty. */
  public List<String> problems() {
    // Transient, so lost if this crossed a wire: the message then still holds everything.
    return problems == null ? List.of(getMessage()) : problems;
  }

  private static String describe(String source, List<String> problems) {
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return source + ": " + count + "\n  " + String.join("\n  ", problems);
  }
}
