package io.sluice.bench.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Where values are on an axis: in proportion from 0 on, or, where the largest is far from the
 * smallest, by their logarithms.
 *
 * @param low the value at the axis' start
 * @param high the value at its end
 * @param length of the axis, in pixels
 */
record Scale(boolean isLogarithmic, double low, double high, double length) {
  private static final double FAR = 30;
  private static final double[] STEPS = {1, 2, 5, 10};
  private static final int TICKS = 6;

  /** One on which values from the smallest to the largest have room. */
  static Scale of(double smallest, double largest, double length) {
    if (smallest > 0 && largest / smallest > FAR) {
      double low = Math.pow(10, Math.floor(Math.log10(smallest)));
      return new Scale(true, low, Math.pow(10, Math.ceil(Math.log10(largest))), length);
    }
    double low = Math.min(0, smallest);
    double high = largest > low ? largest : low + 1;
    double step = step(high - low);
    return new Scale(false, Math.floor(low / step) * step, Math.ceil(high / step) * step, length);
  }

  /** In pixels from the axis' start. */
  double at(double value) {
    double share =
        isLogarithmic
            ? Math.log10(Math.max(value, low) / low) / Math.log10(high / low)
            : (value - low) / (high - low);
    return share * length;
  }

  /** Values to be written at the axis. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (isLogarithmic) {
      for (double tick = low; tick <= high * 1.001; tick *= 10) {
        ticks.add(tick);
      }
    } else {
      double step = step(high - low);
      for (int i = 0; low + i * step <= high + step / 2; i++) {
        ticks.add(low + i * step);
      }
    }
    return ticks;
  }

  /** A round number that goes into a range a few times. */
  private static double step(double range) {
    double rough = range / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double step : STEPS) {
      if (step * power >= rough * 0.999) {
        return step * power;
      }
    }
    return 10 * power;
  }
}
