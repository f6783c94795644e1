package io.sluice.tests.docs;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A text that stands on one line if it fits, else each of its parts on lines of its own.
 *
 * @param open what it begins with, or all of it if it has no parts
 * @param padding after {@code open} and before {@code close}, where they share a line with parts
 * @param separator behind each part but the last
 */
record Block(String open, String padding, List<Block> parts, String separator, String close) {
  private static final int WIDTH = 96;

  /** A text that is never broken. */
  static Block leaf(String text) {
    return new Block(text, "", List.of(), "", "");
  }

  /** Without a line break. */
  String line() {
    return parts.stream()
        .map(Block::line)
        .collect(Collectors.joining(separator + " ", open + padding, padding + close));
  }

  /** Ending without a line break. */
  String text() {
    return text("");
  }

  /** With its parts on lines of their own, whether they would fit on one or not. */
  String brokenText() {
    return brokenText("");
  }

  private String text(String indent) {
    String line = indent + line();
    return parts.isEmpty() || line.length() <= WIDTH ? line : brokenText(indent);
  }

  private String brokenText(String indent) {
    return parts.stream()
        .map(part -> part.text(indent + "  "))
        .collect(Collectors.joining(separator + "\n", indent + open + "\n", "\n" + indent + close));
  }
}
