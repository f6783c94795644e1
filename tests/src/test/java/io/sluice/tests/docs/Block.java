package io.sluice.tests.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text that stands on one line if it fits, else those of its parts that have parts on lines of
 * their own.
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
    return lines(indent + "  ").stream()
        .collect(Collectors.joining(separator + "\n", indent + open + "\n", "\n" + indent + close));
  }

  /** Of parts that have no parts, a line has as many as fit. */
  private List<String> lines(String indent) {
    List<String> lines = new ArrayList<>();
    boolean behindLeaf = false;
    for (Block part : parts) {
      int last = lines.size() - 1;
      String added = separator + " " + part.line();
      if (behindLeaf && part.isLeaf() && lines.get(last).length() + added.length() < WIDTH) {
        lines.set(last, lines.get(last) + added);
      } else {
        lines.add(part.text(indent));
      }
      behindLeaf = part.isLeaf();
    }
    return lines;
  }

  private boolean isLeaf() {
    return parts.isEmpty();
  }
}
