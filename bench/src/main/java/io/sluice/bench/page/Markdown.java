package io.sluice.bench.page;

import java.util.Collections;

/** Writes a page, part by part. A builder for one thread. */
final class Markdown {
  private final StringBuilder out = new StringBuilder();

  Markdown heading(int level, String text) {
    return paragraph("#".repeat(level) + " " + text);
  }

  Markdown paragraph(String text) {
    out.append(text).append("\n\n");
    return this;
  }

  Markdown code(String command) {
    return paragraph("```\n" + command + "\n```");
  }

  /** Begins a table. */
  Markdown columns(String... names) {
    return row(names).row(Collections.nCopies(names.length, "---").toArray(String[]::new));
  }

  Markdown row(String... cells) {
    out.append("| ");
    for (String cell : cells) {
      out.append(cell.replace("|", "\\|")).append(" | ");
    }
    out.setLength(out.length() - 1);
    out.append('\n');
    return this;
  }

  /** Ends a table or a list. */
  Markdown end() {
    out.append('\n');
    return this;
  }

  Markdown item(String text) {
    out.append("- ").append(text).append('\n');
    return this;
  }

  @Override
  public String toString() {
    return out.toString().stripTrailing() + "\n";
  }
}
