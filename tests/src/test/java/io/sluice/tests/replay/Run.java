package io.sluice.tests.replay;

import java.util.List;

/** Statements written one after the other, and what came of them. */
interface Run {
  /** Statements so far. */
  int written();

  /** Writes some statements more, and reads what is delivered of them. */
  void write(int statements);

  /** How what was replayed differs from what the node has, in words. */
  List<String> differences();

  /** The statements written last. */
  List<String> latest();
}
