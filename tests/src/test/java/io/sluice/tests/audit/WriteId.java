package io.sluice.tests.audit;

/**
 * A write, of which there is one.
 *
 * @param sequence its number among those of the writer, from 0
 */
record WriteId(int writer, int sequence) {
  @Override
  public String toString() {
    return writer + "/" + sequence;
  }
}
