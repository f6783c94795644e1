package io.sluice.relay.cli;

import io.sluice.wal.Position;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a position as the log and {@code sluice replog dump} show it. */
final class PositionText implements ITypeConverter<Long> {
  private static final Pattern POSITION = Pattern.compile("(\\d{1,16}):(\\d{1,9})");

  @Override
  public Long convert(String text) {
    Matcher position = POSITION.matcher(text);
    if (!position.matches()) {
      throw new TypeConversionException(
          text + " is no position; give a segment and an offset, such as 0000000000000012:4096");
    }
    return Position.of(Long.parseLong(position.group(1)), Integer.parseInt(position.group(2)));
  }
}
