package io.sluice.bench;

/** How a table's changes are captured, if they are. */
enum Captured {
  NOT("plain table", ""),
  EMPTY_TRIGGER("empty trigger", ""),
  PERIODIC("Sluice, sync: periodic", "periodic"),
  GROUP("Sluice, sync: group", "group"),
  CDC("cdc = true", "");

  private final String text;
  private final String sync;

  Captured(String text, String sync) {
    this.text = text;
    this.sync = sync;
  }

  /** What the trigger's settings have, or nothing where Sluice's is not. */
  String sync() {
    return sync;
  }

  @Override
  public String toString() {
    return text;
  }
}
