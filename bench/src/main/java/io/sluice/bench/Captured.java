package io.sluice.bench;

/** How a table's changes are captured, if they are. */
enum Captured {
  NOT("plain table"),
  EMPTY_TRIGGER("empty trigger"),
  PERIODIC("Sluice, sync: periodic"),
  CDC("cdc = true"),
  /** In turns with the next one. */
  NOT_AGAIN("plain table again"),
  GROUP("Sluice, sync: group");

  private final String text;

  Captured(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
