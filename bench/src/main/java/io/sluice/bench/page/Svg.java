package io.sluice.bench.page;

import java.util.Locale;

/**
 * Writes an SVG picture, element by element, in colours that are seen on a light and on a dark
 * page. A builder for one thread.
 */
final class Svg {
  /** The colours: contrast with white and with black is 4.5 for texts and marks, 3 for areas. */
  static final String TEXT = "#767676";

  static final String AREA = "#4a86c8";
  static final String MARK = "#c2571a";

  /** Of lines that are told from each other. */
  static final String[] LINES = {AREA, MARK, "#2e8b57", "#a05bc0", "#8a7a1f", "#c04a7a"};

  private final StringBuilder out = new StringBuilder();

  /** Where a text is in relation to its x. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  Svg rectangle(double x, double y, double width, double height, String colour) {
    return add(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
            x,
            y,
            width,
            height,
            colour));
  }

  Svg line(double x1, double y1, double x2, double y2, String colour) {
    return add(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
            x1,
            y1,
            x2,
            y2,
            colour));
  }

  Svg dashed(double x1, double y1, double x2, double y2, String colour) {
    return add(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\""
                + " stroke-dasharray=\"2 3\"/>",
            x1,
            y1,
            x2,
            y2,
            colour));
  }

  Svg circle(double x, double y, String colour) {
    return add(
        String.format(
            Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x, y, colour));
  }

  /** One line through points, which are as {@code "x,y x,y"}. */
  Svg polyline(String points, String colour) {
    return add(
        String.format(
            Locale.ROOT,
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
            points,
            colour));
  }

  Svg text(double x, double y, Anchor anchor, String text) {
    return add(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
            x,
            y,
            anchor.name().toLowerCase(Locale.ROOT),
            escaped(text)));
  }

  Svg heading(double x, double y, String text) {
    return add(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" class=\"heading\">%s</text>",
            x,
            y,
            escaped(text)));
  }

  /** Begins a group with a text that is shown where it is pointed at. */
  Svg group(String title) {
    return add(String.format(Locale.ROOT, "<g><title>%s</title>", escaped(title)));
  }

  Svg endGroup() {
    return add("</g>");
  }

  /** The whole picture. */
  String picture(int width, int height, String title, String description) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" \
        role="img" aria-labelledby="title description" \
        font-family="sans-serif" font-size="12" fill="%s">
        <title id="title">%s</title>
        <desc id="description">%s</desc>
        <style>.heading { font-weight: bold; font-size: 13px }</style>
        %s</svg>
        """
        .formatted(width, height, width, height, TEXT, escaped(title), escaped(description), out);
  }

  private Svg add(String element) {
    out.append(element).append('\n');
    return this;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
