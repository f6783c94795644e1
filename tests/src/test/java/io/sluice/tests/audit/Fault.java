package io.sluice.tests.audit;

import java.util.SplittableRandom;

/** Something that breaks, and is whole again when the call returns. */
@FunctionalInterface
interface Fault {
  /** Strikes; {@code dice} say how long, and whom where there are several. */
  void strike(SplittableRandom dice);
}
