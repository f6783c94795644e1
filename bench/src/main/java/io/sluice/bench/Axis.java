package io.sluice.bench;

/** What grows while {@link Scaling} looks at what a change costs. */
public enum Axis {
  BACKLOG("changes in the backlog"),
  TABLES("tables"),
  CHANNELS("channels to one destination"),
  DESTINATIONS("destinations"),
  ROW("bytes of text in a row"),
  RATE("changes a second, drained as they come");

  private final String what;

  Axis(String what) {
    this.what = what;
  }

  /** For readers of curves. */
  @Override
  public String toString() {
    return what;
  }
}
